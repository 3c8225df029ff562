using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using NodaTime.Text;

namespace MentorBot.Core.Features.Scores;

/// <summary>Ranks what somebody scored, or what was shared with a channel, with the reasons; in the chat and as a file.</summary>
internal sealed class RankedList(ContentLibrary library, IScoreStore scores, IPeopleStore people, OwnScores own) : IFeature
{
    /// <summary>The list of all that the person scored.</summary>
    public const string Mine = "mine";

    /// <summary>The list of all that was shared with the channel.</summary>
    public const string Here = "here";

    /// <summary>A page of a rubric's list: whose, and how many higher ones are left out.</summary>
    public static readonly Route<string, string, int> Show = new("score.list");

    /// <summary>Opens the score that was chosen in a select.</summary>
    public static readonly Route Pick = new("score.pick");

    /// <summary>A rubric's list as a file.</summary>
    public static readonly Route<string, string> Export = new("score.export");

    private const int PageSize = 10;

    // So many rows a spreadsheet shows without trouble, and nobody ranks more by hand.
    private const int MostRows = 2_000;

    public void Register(FeatureMap map)
    {
        map.Action(Show, async (request, rubric, scope, skip, cancellationToken) => library.Pack.Find<Rubric>(rubric) is { } known
            ? (await PageAsync(request.Caller, known, scope, Math.Max(0, skip), cancellationToken)).AsUpdate()
            : LibraryFeature.Gone());
        map.Action(Pick, (request, cancellationToken) => own.WithAsync(request.Caller, request.ChosenNumber, async score => await own.ShowAsync(request.Caller, score, cancellationToken), cancellationToken));
        map.Action(Export, async (request, rubric, scope, cancellationToken) => library.Pack.Find<Rubric>(rubric) is { } known
            ? await ExportAsync(request.Caller, known, scope, cancellationToken)
            : LibraryFeature.Gone());
    }

    private Task<IReadOnlyList<Score>> ReadAsync(Caller caller, Rubric rubric, string scope, int skip, int count, CancellationToken cancellationToken) =>
        IsHere(caller, scope)
            ? scores.RankedInAsync(caller.Place, rubric.Id, skip, count, cancellationToken)
            : scores.RankedAsync(caller.Workspace, caller.Person.Id, rubric.Id, skip, count, cancellationToken);

    // A direct conversation shares no list.
    private static bool IsHere(Caller caller, string scope) => scope == Here && !caller.Place.IsDirect;

    private async Task<Reply> PageAsync(Caller caller, Rubric rubric, string scope, int skip, CancellationToken cancellationToken)
    {
        var page = await ReadAsync(caller, rubric, scope, skip, PageSize + 1, cancellationToken);
        if (page.Count == 0 && skip > 0)
        {
            // What stood there is deleted meanwhile.
            return await PageAsync(caller, rubric, scope, 0, cancellationToken);
        }

        var isHere = IsHere(caller, scope);
        var buttons = ButtonsOf(caller, rubric, isHere, page.Count > 0, skip, hasMore: page.Count > PageSize);
        var heading = new Heading(Limits.Shorten(isHere ? $"{rubric.Title}: this channel's list" : $"{rubric.Title}: your list", Limits.Heading));
        if (page.Count == 0)
        {
            return Reply.Of(heading, new Paragraph(isHere ? "Nothing is shared here yet. Score something, and share it: then it stands here, for everybody in the channel." : "You've scored nothing with it yet."), buttons);
        }

        var names = new KnownNames(people, caller.Workspace);
        var entries = new List<Line>();
        foreach (var score in page.Take(PageSize))
        {
            entries.Add(Entry(score, skip + entries.Count + 1, isHere ? await names.OfAsync(score.Person, cancellationToken) : null));
        }

        return Reply.Of(
            heading,
            new ItemList([.. entries]),
            new Select("Look at one", Pick.Token(), [.. page.Take(PageSize).Select((score, i) => new Choice(Limits.Shorten($"{skip + i + 1}. {ScoreView.NameOf(score)}: {score.Sheet.Shown}", Limits.ChoiceLabel), ScoreView.Id(score)))]),
            buttons,
            new ContextLine(isHere ? "Everybody in this channel can look at this list. What isn't shared stays with whoever scored it." : "Only you see your list."));
    }

    private static Buttons ButtonsOf(Caller caller, Rubric rubric, bool isHere, bool hasAny, int skip, bool hasMore)
    {
        var scope = isHere ? Here : Mine;
        var buttons = new List<Button> { new(rubric.Subject is null ? "Score yourself" : "Score one", ScoreFeature.Fill.Token(rubric.Id, 0), ButtonStyle.Primary) };
        if (!caller.Place.IsDirect)
        {
            buttons.Add(isHere ? new Button("Your list", Show.Token(rubric.Id, Mine, 0)) : new Button("This channel's list", Show.Token(rubric.Id, Here, 0)));
        }

        if (hasAny)
        {
            buttons.Add(new Button("Export", Export.Token(rubric.Id, scope)));
        }

        if (skip > 0)
        {
            buttons.Add(new Button("Higher", Show.Token(rubric.Id, scope, Math.Max(0, skip - PageSize))));
        }

        if (hasMore)
        {
            buttons.Add(new Button("Lower", Show.Token(rubric.Id, scope, skip + PageSize)));
        }

        return new Buttons([.. buttons]);
    }

    private static Line Entry(Score score, int rank, string? author)
    {
        var name = author is null ? ScoreView.NameOf(score) : score.Sheet.OfSelf ? author : score.Name;
        var by = author is null || score.Sheet.OfSelf ? string.Empty : $" · {author}";
        return Line.Bold($"{rank}. {name}") + $" · {score.Sheet.Shown} · {score.Sheet.Band}{by}\n" + ScoreWords.Reasons(score.Sheet);
    }

    private async Task<Answer> ExportAsync(Caller caller, Rubric rubric, string scope, CancellationToken cancellationToken)
    {
        var list = await ReadAsync(caller, rubric, scope, 0, MostRows, cancellationToken);
        if (list.Count == 0)
        {
            return Reply.Say("There is nothing in that list, so there is no file.");
        }

        var criteria = list.SelectMany(score => score.Sheet.Picks).DistinctBy(pick => pick.Criterion, StringComparer.Ordinal).ToList();
        var names = new KnownNames(people, caller.Workspace);
        var table = new CsvTable();
        table.Add(["rank", "name", "person", "score", "meaning", "scored_at", "version", .. criteria.SelectMany(criterion => (string[])[criterion.Title, $"{criterion.Title} (points)"])]);
        for (var i = 0; i < list.Count; i++)
        {
            var (score, sheet) = (list[i], list[i].Sheet);
            var picks = sheet.Picks.ToDictionary(pick => pick.Criterion, StringComparer.Ordinal);
            table.Add([
                i + 1,
                score.Name,
                await names.OfAsync(score.Person, cancellationToken),
                sheet.Shown,
                sheet.Band,
                InstantPattern.General.Format(score.At),
                sheet.Version,
                .. criteria.SelectMany(criterion => picks.TryGetValue(criterion.Criterion, out var pick) ? [pick.LevelTitle, pick.Points] : ImmutableArray.Create<object>(string.Empty, string.Empty)),
            ]);
        }

        return Reply.Of(
            new Paragraph(IsHere(caller, scope) ? "This channel's list as a table. Only you get the file." : "Your list as a table. Only you see it until you pass it on."),
            table.ToFile($"{rubric.Id}.csv"));
    }
}
