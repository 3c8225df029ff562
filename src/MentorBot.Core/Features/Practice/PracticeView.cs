using System.Globalization;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Practice;

/// <summary>How questions and answers look to the person who practises.</summary>
internal static class PracticeView
{
    /// <summary>So many answers are shown at once.</summary>
    public const int PageSize = 10;

    private const int LongestAsked = 90;

    private static readonly ContextLine Private = new("Only you see your answers and your scores.");

    public static Button History { get; } = new("Your answers", PracticeHistory.List.Token(0));

    /// <summary>What the library shows of a question.</summary>
    public static Reply Card(Question question) => Reply.Of(
        new Heading(question.Title),
        new Paragraph("A question to practise for an interview:"),
        new Quote([new Paragraph(question.Ask.Line)]),
        new Buttons([new Button("Practise it", PracticeFeature.AskOne.Token(question.Id), ButtonStyle.Primary)]),
        ItemCards.From(question));

    /// <summary>What the library shows of a kind of question.</summary>
    public static Reply Card(QuestionKind kind) => Reply.Of(
        new Heading(kind.Title),
        new Paragraph(kind.When.Line),
        new Paragraph("An answer has these parts:"),
        new ItemList([.. kind.Parts.Select(part => Line.Bold(part.Label) + $"\n{part.Hint}")], Numbered: true),
        new Buttons([new Button("Practise these", PracticeFeature.Next.Token(kind.Id, QuestionPool.Any), ButtonStyle.Primary), History]),
        ItemCards.From(kind));

    /// <summary>A question to answer.</summary>
    /// <param name="form">Names the form that the answer is written in.</param>
    public static Reply Asked(Question question, QuestionKind kind, QuestionPool pool, ContentPack pack, long form) => Reply.Of([
        new Paragraph(Line.Bold(kind.Title) + $" · {QuestionPool.NameOf(question.Level)}"),
        new Quote([new Paragraph(question.Ask.Line)]),
        new Paragraph(Line.Bold("It assesses: ") + string.Join(", ", question.Assesses) + "\n" + Line.Bold("Tip: ") + question.Tip.Line),
        new Buttons([
            new Button("Answer", PracticeFeature.Answer.Token(question.Id, form), ButtonStyle.Primary),
            new Button("Skip", PracticeFeature.Next.Token(pool.Kind, pool.Level)),
            History,
        ]),
        .. Leads(kind, pack),
        new ContextLine("Say it aloud first, then write it down. " + PlainText.Of(Private.Text)),
    ]);

    /// <summary>What to say of an answer that was just given.</summary>
    public static Reply Given(PractisedAnswer answer, Question question, QuestionKind kind)
    {
        var lacking = AnswerReading.Of(kind, answer.Parts);
        var pool = QuestionPool.Around(question);
        return Reply.Of([
            new Paragraph((Line)"Saved. " + (answer.Average is { } average ? $"You give yourself {Points(average)}." : "You didn't score it, so it isn't counted in your average.")),
            .. lacking.Count == 0
                ? new Block[] { new Paragraph(kind.Fine.Line) }
                : [new Paragraph("What I'd mend first:"), new ItemList([.. lacking.Select(one => Line.Bold(one.Part.Label + ": ") + one.Say.Line)])],
            new Paragraph("A strong answer has:"),
            new ItemList([.. question.Strong.Select(point => point.Line)]),
            new Buttons([
                new Button("Another", PracticeFeature.Next.Token(pool.Kind, pool.Level), ButtonStyle.Primary),
                new Button("Mend it", PracticeFeature.Answer.Token(question.Id, answer.Form)),
                .. Keep(answer, kind),
                History,
            ]),
            Private,
        ]);
    }

    /// <summary>A person's answers, with how they do at each kind.</summary>
    public static Reply ListOf(IReadOnlyList<PractisedAnswer> page, IReadOnlyList<KindAverage> averages, int skipped, bool hasMore)
    {
        if (page.Count == 0)
        {
            return Reply.Of(new Heading("Your answers"), new Paragraph("You haven't answered a question yet. Five minutes on one beat an hour of reading about interviews."), new Buttons([Start(primary: true)]), Private);
        }

        var buttons = new List<Button> { Start(primary: false) };
        if (skipped > 0)
        {
            buttons.Add(new Button("Newer", PracticeHistory.List.Token(Math.Max(0, skipped - PageSize))));
        }

        if (hasMore)
        {
            buttons.Add(new Button("Older", PracticeHistory.List.Token(skipped + PageSize)));
        }

        return Reply.Of(
            new Heading("Your answers"),
            new Fields([.. averages.Select(kind => new Field(Limits.Shorten(kind.KindTitle, 40), $"{(kind.Average is { } average ? Points(average) : "not scored")} · {kind.Answers} {(kind.Answers == 1 ? "answer" : "answers")}"))]),
            new ItemList([.. page.Select(Entry)]),
            new Select("Read or delete one", PracticeHistory.Pick.Token(), [.. page.Select(one => new Choice(Limits.Shorten(one.Asked, Limits.ChoiceLabel), one.Id.ToString(CultureInfo.InvariantCulture)))]),
            new Buttons([.. buttons]),
            Private);
    }

    /// <summary>One answer to read again.</summary>
    /// <param name="question">Null where the library has it no more.</param>
    public static Reply Of(PractisedAnswer answer, Question? question, QuestionKind? kind) => Reply.Of([
        .. Words(answer),
        new Buttons([
            .. question is null || kind is null ? Array.Empty<Button>() : [new Button("Mend it", PracticeFeature.Answer.Token(question.Id, answer.Form))],
            .. kind is null ? Array.Empty<Button>() : Keep(answer, kind),
            new Button("Delete", PracticeHistory.Remove.Token(answer.Id), ButtonStyle.Danger),
            History,
        ]),
        Private,
    ]);

    /// <summary>Asks before something is lost.</summary>
    public static Reply AskToDelete(PractisedAnswer answer) => Reply.Of([
        new Paragraph(Line.Bold("Delete this answer for good?") + " Nobody else has it."),
        .. Words(answer),
        new Buttons([
            new Button("Delete it", PracticeHistory.Delete.Token(answer.Id), ButtonStyle.Danger),
            new Button("Keep it", PracticeHistory.Show.Token(answer.Id)),
        ]),
    ]);

    public static Reply Gone(string what) => Reply.Of(new Paragraph(what), new Buttons([Start(primary: true), History]));

    private static Button Start(bool primary) => new("Practise", PracticeFeature.Next.Token(QuestionPool.Any, QuestionPool.Any), primary ? ButtonStyle.Primary : ButtonStyle.Normal);

    private static IEnumerable<Button> Keep(PractisedAnswer answer, QuestionKind kind) =>
        kind.IsStory ? [new Button("Keep as evidence", PracticeHistory.Keep.Token(answer.Id))] : [];

    private static IEnumerable<Block> Leads(QuestionKind kind, ContentPack pack) =>
        pack.Behind(kind.LeadsTo) is { Count: > 0 } next ? [new Buttons([.. next.Select(item => new Button(item.Title, ItemCards.Open.Token(item.Id)))])] : [];

    private static IEnumerable<Block> Words(PractisedAnswer answer) =>
    [
        new Quote([new Paragraph(answer.Asked)]),
        .. answer.Parts.Select(part => new Paragraph(Line.Bold($"{part.Key}:") + $" {part.Value}")),
        .. answer.Scores.Count == 0 ? Array.Empty<Block>() : [new Fields([.. answer.Scores.Select(score => new Field(score.Key, $"{score.Value} of {PractisedAnswer.MostPoints}"))])],
        new ContextLine((Line)$"{answer.KindTitle} · {answer.Level} · " + Line.At(answer.AnsweredAt, LocalTimeStyle.Date)),
    ];

    private static Line Entry(PractisedAnswer answer) =>
        Line.Bold(Limits.Shorten(answer.Asked, LongestAsked)) + $"\n{answer.KindTitle} · {answer.Level} · {(answer.Average is { } average ? Points(average) : "not scored")} · " + Line.At(answer.AnsweredAt, LocalTimeStyle.Date);

    private static string Points(decimal average) => string.Create(CultureInfo.InvariantCulture, $"{average:0.#} of {PractisedAnswer.MostPoints}");
}
