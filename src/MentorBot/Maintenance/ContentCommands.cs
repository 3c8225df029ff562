using System.CommandLine;
using MentorBot.Core.Content;

namespace MentorBot.Maintenance;

/// <summary><c>content check</c>, <c>diff</c>, <c>kinds</c> and <c>schemas</c>: for those who write content.</summary>
internal static class ContentCommands
{
    public static Command Create(string[] overrides)
    {
        var folder = new Argument<string?>("folder") { Arity = ArgumentArity.ZeroOrOne, Description = "The content folder; the configured one if left out." };
        var team = new Option<string?>("--team") { Description = $"The team's own folder; the one of {TeamContent.Setting} if left out." };
        var check = new Command("check", "Read all content, the team's own too, and name every mistake by file, line and column.") { folder, team };
        check.SetAction((parsed, _) => Failures.ExplainAsync(() => Task.FromResult(Check(overrides, parsed.GetValue(folder), parsed.GetValue(team)))));

        var accept = new Option<bool>("--accept") { Description = "Note what is there now as looked at." };
        var diff = new Command("diff", "Tell what an upgrade of the built-in content changes for the team. The exit code is 1 where there is something to look at.") { team, accept };
        diff.SetAction((parsed, cancellationToken) => Failures.ExplainAsync(() => DiffAsync(Configured(overrides), parsed.GetValue(team), parsed.GetValue(accept), cancellationToken)));

        var readme = new Option<string?>("--write") { Description = "Bring the table between its marks in this file up to date." };
        var kinds = new Command("kinds", "Print every kind of content, how much there is of it and where it comes from, as a Markdown table.") { readme };
        kinds.SetAction((parsed, cancellationToken) => Failures.ExplainAsync(() => KindsAsync(Configured(overrides), parsed.GetValue(readme), cancellationToken)));

        var target = new Argument<string?>("folder") { Arity = ArgumentArity.ZeroOrOne, Description = "The content folder; the configured one if left out." };
        var schemas = new Command("schemas", "Write the JSON Schemas that let an editor complete a content file.") { target };
        schemas.SetAction((parsed, cancellationToken) => Failures.ExplainAsync(() => WriteSchemasAsync(parsed.GetValue(target) ?? Configured(overrides).Resolve(), cancellationToken)));

        return new Command("content", "Look after the content.") { check, diff, kinds, schemas };
    }

    private static ContentOptions Configured(string[] overrides) => SettingsReader.Read(SettingsReader.Configuration(overrides)).Content;

    private static ContentPack BuiltIn(string folder)
    {
        var (pack, problems) = ContentLoader.Load(folder);
        return pack ?? throw new ContentException(problems);
    }

    private static int Check(string[] overrides, string? folder, string? team)
    {
        // A folder that is given by name is looked at alone, and where nothing else is set up; the team's goes with the pack that the bot runs on.
        if (folder is null)
        {
            var configured = Configured(overrides);
            (folder, team) = (configured.Resolve(), team ?? configured.ResolveTeam());
        }

        var builtIn = BuiltIn(folder);
        Console.WriteLine($"{builtIn.Items.Length} items, no mistakes.");

        if (team is not null)
        {
            var content = Team(builtIn, team);
            Console.WriteLine($"The team's: {content.Added.Length} added, {content.Replaced.Length} replaced, {content.Hidden.Length} hidden, no mistakes.");
            foreach (var gone in content.HiddenGone)
            {
                Console.WriteLine($"{TeamContent.HiddenFile} hides {gone}, which is not there any more. It can be taken out.");
            }
        }

        return 0;
    }

    private static async Task<int> DiffAsync(ContentOptions configured, string? team, bool accept, CancellationToken cancellationToken)
    {
        var folder = team ?? configured.ResolveTeam() ?? throw new SettingsException($"There is no team's folder to compare with. Set {TeamContent.Setting}, or name it with --team.");
        var builtIn = BuiltIn(configured.Resolve());
        var content = Team(builtIn, folder);
        var seenFile = Path.Combine(folder, PackChanges.SeenFile);
        if (accept)
        {
            await File.WriteAllTextAsync(seenFile, PackChanges.Seen(builtIn.Items), cancellationToken);
            Console.WriteLine($"Noted in {seenFile}: {builtIn.Items.Length} built-in items. From now on `content diff` tells what an upgrade changes about them.");
            return 0;
        }

        if (!File.Exists(seenFile))
        {
            Console.WriteLine($"It isn't noted yet which built-in content yours goes with. Look through what you replace, then run `content diff --accept`, which notes it in {seenFile}.");
            return 1;
        }

        var changes = PackChanges.Between(await File.ReadAllTextAsync(seenFile, cancellationToken), builtIn.Items, content);
        Console.Write(changes.Told());
        return changes.IsEmpty ? 0 : 1;
    }

    private static TeamContent Team(ContentPack builtIn, string folder)
    {
        var (content, problems) = TeamContent.Load(builtIn, folder);
        return content ?? throw new ContentException(problems);
    }

    private static async Task<int> KindsAsync(ContentOptions configured, string? file, CancellationToken cancellationToken)
    {
        var pack = BuiltIn(configured.Resolve());
        if (file is null)
        {
            Console.Write(KindTable.Of(pack));
            return 0;
        }

        if (!File.Exists(file) || KindTable.Into(await File.ReadAllTextAsync(file, cancellationToken), pack) is not { } written)
        {
            throw new SettingsException($"{file} has no place for the table. Expected a file with these two lines in it:\n{KindTable.Begin}\n{KindTable.End}");
        }

        await File.WriteAllTextAsync(file, written, cancellationToken);
        Console.WriteLine($"The table in {file} is up to date.");
        return 0;
    }

    private static async Task<int> WriteSchemasAsync(string folder, CancellationToken cancellationToken)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder, ContentSchema.Folder)).FullName;
        foreach (var kind in ContentKind.All)
        {
            await File.WriteAllTextAsync(Path.Combine(target, ContentSchema.FileName(kind)), ContentSchema.Of(kind), cancellationToken);
        }

        Console.WriteLine($"{ContentKind.All.Length} schemas written to {target}.");
        return 0;
    }
}
