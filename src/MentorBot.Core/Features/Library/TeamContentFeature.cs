using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Home;
using MentorBot.Core.Messages;
using MentorBot.Core.People;

namespace MentorBot.Core.Features.Library;

/// <summary>Shows admins what the team's own folder adds, replaces and hides, and what is wrong with it.</summary>
internal sealed class TeamContentFeature(ContentLibrary library) : IFeature, IHomeSection
{
    public const string CommandName = "team content";

    private const int MostListed = 20;
    private const int MostProblems = 10;

    public void Register(FeatureMap map) =>
        map.Command(
            new CommandDefinition(CommandName, "What the team's own content adds, replaces and hides") { MinimumRole = Role.Admin, Examples = [CommandName] },
            (_, _) => Task.FromResult<Answer>(Show()));

    /// <summary>Only where something is wrong, and only to those who can mend it.</summary>
    public Task<IReadOnlyList<Block>> ShowAsync(Caller caller, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Block>>(caller.Role < Role.Admin || library.Team is not { Problems.IsEmpty: false } team
            ? []
            :
            [
                new Heading("The team's content has mistakes"),
                new Paragraph(Standing(team) + " " + Line.Code($"{CommandDefinition.Root} {CommandName}") + " names them."),
            ]);

    private static Line Standing(TeamState team) => team.Content is null
        ? "No good version of it is known, so the built-in content is live without it."
        : "Its last good version is live.";

    private static IEnumerable<Block> Listed(string heading, ImmutableArray<Line> lines, int most = MostListed) => lines.IsEmpty
        ? []
        : [new Paragraph(Line.Bold($"{heading} ({lines.Length})")), new ItemList(lines.Length <= most ? lines : [.. lines[..most], $"and {lines.Length - most} more"])];

    private static Line Named(ContentItem item) => Line.Bold(item.Title) + " · " + Line.Code(TeamContent.NameOf(item)) + $", version {item.Version}";

    private Reply Show()
    {
        if (library.Team is not { } team)
        {
            return Reply.Of(
                new Heading("The team's content"),
                new Paragraph((Line)"There is none: everything I say comes with me. With " + Line.Code(TeamContent.Setting) + " set to a folder of yours, its files add to mine, replace those with the same id, and " + Line.Code(TeamContent.HiddenFile) + " hides some."));
        }

        var blocks = new List<Block> { new Heading("The team's content"), new ContextLine((Line)"Read from " + Line.Code(Limits.Shorten(team.Folder, 200))) };
        if (!team.Problems.IsEmpty)
        {
            blocks.Add(new Paragraph(Line.Bold("The folder has mistakes.") + " " + Standing(team) + " When they are mended, the folder goes live within seconds."));
            blocks.AddRange(Listed("Mistakes", [.. team.Problems.Select(problem => (Line)Limits.Shorten($"{Path.GetRelativePath(team.Folder, problem.Position.File)}:{problem.Position.Line}:{problem.Position.Column}: {problem.Message}", 300))], MostProblems));
        }

        if (team.Content is { } content)
        {
            blocks.AddRange(Listed("Added", [.. content.Added.Select(Named)]));
            blocks.AddRange(Listed("Replaced", [.. content.Replaced.Select(Named)]));
            blocks.AddRange(Listed("Hidden", [.. content.Hidden.Select(Named)]));
            blocks.AddRange(Listed("To be hidden, but not there any more", [.. content.HiddenGone.Select(name => Line.Code(name))]));
        }

        return new Reply([.. blocks]);
    }
}
