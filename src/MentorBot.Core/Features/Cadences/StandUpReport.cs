using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using CadenceItem = MentorBot.Core.Content.Cadence;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Sums up a stand-up: what is in somebody's way first, then each answer, then who is missing and who is away.</summary>
internal sealed class StandUpReport(ContentLibrary library, OwnCadences own) : IFeature
{
    /// <summary>Gives the answers of a round as a file, where the report had to shorten them.</summary>
    public static readonly Route<long, int> Whole = new("cadence.whole");

    private const string Blockers = "blockers";

    // Stands for the words that are left out here together with the label before them; nobody types it.
    private const string SaidAbove = "\uE000";

    // The narrowest platform takes some four thousand characters and forty blocks in a message.
    private const int MostCharacters = 3_000;
    private const int MostAnswers = 15;
    private const int MostBlockers = 25;
    private const int LongestName = 40;
    private const int MostNames = 30;
    private const int ShortestText = 40;

    public void Register(FeatureMap map) =>
        map.Action(Whole, (request, id, date, cancellationToken) => own.WithAsync(request.Caller, id, cadence => WholeAsync(request.Caller, cadence, date, cancellationToken), cancellationToken));

    public async Task<Composition> ComposeAsync(Cadence cadence, RoundTime time, CancellationToken cancellationToken)
    {
        var round = await own.Store.RoundAsync(cadence.Id, time.Date, cancellationToken);
        var gaps = await own.GapsAsync(cadence, round, time.On, cancellationToken);
        var answers = round?.Answers ?? [];
        if (answers.IsEmpty && gaps.Count == 0)
        {
            return new NothingToSend(round?.AskedAt is null ? CadenceMessages.NeverAsked : "nobody takes part, and nobody answered");
        }

        if (library.Pack.Find<CadenceItem>(CadenceWords.ItemOf(cadence.Kind)) is not { } item)
        {
            return new NothingToSend("its questions are not in the content any more");
        }

        var shown = new List<(string Name, IReadOnlyDictionary<string, string> Words)>();
        foreach (var answer in answers.Take(MostAnswers))
        {
            shown.Add((await NameAsync(cadence, answer, cancellationToken), answer.Words));
        }

        // What is in the way is named of everybody, also of those whose answers are not shown.
        var blocked = new List<(string Name, string Text)>();
        foreach (var answer in answers.Where(answer => IsBlocked(answer.Words)))
        {
            blocked.Add((await NameAsync(cadence, answer, cancellationToken), Flat(answer.Words[Blockers])));
        }

        var texts = (shown.Count * item.Placeholders.Count(placeholder => placeholder.Name != Blockers)) + Math.Min(blocked.Count, MostBlockers);
        var limit = Math.Max(ShortestText, MostCharacters / Math.Max(1, texts));
        var isCut = answers.Length > shown.Count || shown.Exists(answer => answer.Words.Values.Any(text => text.Length > limit));
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Heading($"{CadenceWords.TitleOf(cadence.Kind)}, {TimeWords.DayInWords(time.Date)}"));
        blocks.AddRange(InTheWay(blocked, limit));
        foreach (var (name, words) in shown)
        {
            blocks.AddRange(Said(item, name, words, limit));
        }

        if (shown.Count == 0)
        {
            blocks.Add(new Paragraph("Nobody has answered."));
        }
        else if (answers.Length > shown.Count)
        {
            blocks.Add(new Paragraph($"And {answers.Length - shown.Count} more."));
        }

        blocks.AddRange(await AbsentAsync(cadence, "No answer:", gaps.Where(gap => !gap.IsAway), cancellationToken));
        blocks.AddRange(await AbsentAsync(cadence, "Away:", gaps.Where(gap => gap.IsAway), cancellationToken));
        var number = DateNumber.Of(time.Date);
        blocks.Add(new Buttons([
            new Button("Answer", AnswerFeature.Answer.Token(cadence.Id, number)),
            .. isCut ? [new Button("Whole answers", Whole.Token(cadence.Id, number))] : ImmutableArray<Button>.Empty,
        ]));
        return new ComposedMessage(blocks.ToImmutable());
    }

    private static IEnumerable<Block> InTheWay(List<(string Name, string Text)> blocked, int limit)
    {
        var lines = blocked.Take(MostBlockers).Select(one => Line.Bold(one.Name) + $": {Limits.Shorten(one.Text, limit)}").ToList();
        if (blocked.Count > MostBlockers)
        {
            lines.Add($"And {blocked.Count - MostBlockers} more: Whole answers has them.");
        }

        return lines.Count == 0 ? [] : [new Paragraph(Line.Bold("In the way")), new ItemList([.. lines])];
    }

    /// <summary>What somebody said, without what stands above already.</summary>
    private static IEnumerable<Block> Said(CadenceItem item, string name, IReadOnlyDictionary<string, string> words, int limit)
    {
        yield return new Paragraph(Line.Bold(name));
        var rest = AnswerFeature.Complete(item, words).ToImmutableDictionary(pair => pair.Key, pair => pair.Key == Blockers ? SaidAbove : Limits.Shorten(Flat(pair.Value), limit), StringComparer.Ordinal);
        if (item.Text.Fill(rest).Where(block => !PlainText.Of([block]).Contains(SaidAbove, StringComparison.Ordinal)).ToImmutableArray() is { IsEmpty: false } text)
        {
            yield return new Quote(text);
        }
    }

    private static bool IsBlocked(IReadOnlyDictionary<string, string> words) =>
        words.TryGetValue(Blockers, out var text) && !NamedPoints.IsNothing(text);

    /// <summary>Lines of a text after one another: a report has one line for each.</summary>
    private static string Flat(string text) => string.Join(" · ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private async Task<IEnumerable<Block>> AbsentAsync(Cadence cadence, string label, IEnumerable<RoundGap> gaps, CancellationToken cancellationToken)
    {
        var all = gaps.ToList();
        var names = new List<string>();
        foreach (var gap in all.Take(MostNames))
        {
            names.Add(Limits.Shorten(await own.NameAsync(cadence, gap.Person, cancellationToken), LongestName));
        }

        var more = all.Count > names.Count ? $", and {all.Count - names.Count} more" : string.Empty;
        return names.Count == 0 ? [] : [new Paragraph(Line.Bold(label) + $" {string.Join(", ", names)}{more}")];
    }

    private async Task<string> NameAsync(Cadence cadence, RoundAnswer answer, CancellationToken cancellationToken) =>
        Limits.Shorten(await own.NameAsync(cadence, answer.Person, cancellationToken), LongestName);

    private async Task<Answer> WholeAsync(Caller caller, Cadence cadence, int number, CancellationToken cancellationToken)
    {
        // The report stands in its channel: whoever is elsewhere has not been shown it.
        if (caller.Place != cadence.Place || cadence.Kind != CadenceKind.StandUp || DateNumber.Read(number) is not { } date || library.Pack.Find<CadenceItem>(CadenceWords.ItemOf(cadence.Kind)) is not { } item)
        {
            return Reply.Say("Those answers are read in their own channel. Nothing is shown here.");
        }

        // Until the report is there, what people wrote is theirs to change.
        var round = await own.Store.RoundAsync(cadence.Id, date, cancellationToken);
        if (round?.ClosedAt is null && LocalSchedule.InstantOf((await own.RoundsAsync(cadence, cancellationToken)).Of(date)?.On ?? date, cadence.ClosesAt, cadence.When.Zone) > own.Now)
        {
            return Reply.Say($"The round of {TimeWords.DayInWords(date)} isn't over yet. Its answers are read together, in the report.");
        }

        var text = new StringBuilder();
        foreach (var answer in round?.Answers ?? [])
        {
            text.Append(await own.NameAsync(cadence, answer.Person, cancellationToken)).Append("\n\n")
                .Append(PlainText.Of(item.Text.Fill(AnswerFeature.Complete(item, answer.Words)))).Append("\n\n");
        }

        return text.Length == 0
            ? Reply.Say($"Nobody has answered for {TimeWords.DayInWords(date)}.")
            : Reply.Of(
                new Paragraph($"All answers for {TimeWords.DayInWords(date)}, in full:"),
                new FileBlock($"{CadenceWords.KeyOf(cadence.Kind)}-{date:yyyy-MM-dd}.txt", "text/plain", Encoding.UTF8.GetBytes(text.ToString())));
    }
}
