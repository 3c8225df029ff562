using System.CommandLine;
using MentorBot.Core.Content;

namespace MentorBot.Maintenance;

/// <summary><c>content check</c> and <c>content schemas</c>: for those who write content.</summary>
internal static class ContentCommands
{
    public static Command Create(string[] overrides)
    {
        var folder = new Argument<string?>("folder") { Arity = ArgumentArity.ZeroOrOne, Description = "The content folder; the configured one if left out." };
        var check = new Command("check", "Read all content and name every mistake by file, line and column.") { folder };
        check.SetAction((parsed, _) => Failures.ExplainAsync(() => Task.FromResult(Check(parsed.GetValue(folder) ?? Configured(overrides)))));

        var target = new Argument<string?>("folder") { Arity = ArgumentArity.ZeroOrOne, Description = "The content folder; the configured one if left out." };
        var schemas = new Command("schemas", "Write the JSON Schemas that let an editor complete a content file.") { target };
        schemas.SetAction((parsed, cancellationToken) => Failures.ExplainAsync(() => WriteSchemasAsync(parsed.GetValue(target) ?? Configured(overrides), cancellationToken)));

        return new Command("content", "Look after the content.") { check, schemas };
    }

    private static string Configured(string[] overrides) => SettingsReader.Read(SettingsReader.Configuration(overrides)).Content.Resolve();

    private static int Check(string folder)
    {
        var (pack, problems) = ContentLoader.Load(folder);
        if (pack is null)
        {
            throw new ContentException(problems);
        }

        Console.WriteLine($"{pack.Items.Length} items, no mistakes.");
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
