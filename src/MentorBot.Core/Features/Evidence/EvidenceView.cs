using System.Globalization;
using MentorBot.Core.Commands;
using MentorBot.Core.Features.Plans;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Evidence;

/// <summary>How evidence looks to the person whose it is.</summary>
internal static class EvidenceView
{
    /// <summary>So many of them are shown at once.</summary>
    public const int PageSize = 10;

    private const int LongestPart = 100;

    /// <summary>All the days that there can be evidence of.</summary>
    public static readonly DateInterval Always = new(new LocalDate(1970, 1, 1), new LocalDate(9998, 12, 31));

    public static Button ShowAll { get; } = new("All your evidence", EvidenceFeature.List.Token(DateNumber.Of(Always.Start), DateNumber.Of(Always.End), 0));

    private static ContextLine Private { get; } = new((Line)"Only you see it. To look back on some days: " + Line.Code($"{CommandDefinition.Root} {EvidenceFeature.CommandName} last-month"));

    /// <param name="skipped">How many newer ones there are.</param>
    /// <param name="hasMore">Whether there are older ones than these.</param>
    public static Reply ListOf(IReadOnlyList<EvidenceRecord> page, DateInterval days, int skipped, bool hasMore)
    {
        var heading = new Heading(days == Always ? "Your evidence" : $"Your evidence, {Words(days)}");
        if (page.Count == 0)
        {
            return Reply.Of(
                heading,
                new Paragraph(days == Always
                    ? "Nothing is noted yet. Whatever you did that somebody was glad of counts: note it while you remember the number."
                    : "Nothing is noted of these days."),
                new Buttons(days == Always ? [Add] : [Add, ShowAll]),
                Private);
        }

        var (from, to) = (DateNumber.Of(days.Start), DateNumber.Of(days.End));
        var buttons = new List<Button> { Add, new("Export", EvidenceFeature.Export.Token(from, to)) };
        if (skipped > 0)
        {
            buttons.Add(new Button("Newer", EvidenceFeature.List.Token(from, to, Math.Max(0, skipped - PageSize))));
        }

        if (hasMore)
        {
            buttons.Add(new Button("Older", EvidenceFeature.List.Token(from, to, skipped + PageSize)));
        }

        return Reply.Of(
            heading,
            new ItemList([.. page.Select(Entry)]),
            new Select("Read, edit or delete one", EvidenceFeature.Pick.Token(), [.. page.Select(one => new Choice(
                Limits.Shorten($"{TimeWords.Day(one.Date)}: {one.Title}", Limits.ChoiceLabel),
                one.Id.ToString(CultureInfo.InvariantCulture)))]),
            new Buttons([.. buttons]),
            Private);
    }

    public static Reply Of(EvidenceRecord one, string? note = null) => Reply.Of([
        .. note is null ? Array.Empty<Block>() : [new Paragraph(note)],
        .. Words(one),
        new Buttons([
            new Button("Edit", EvidenceFeature.Edit.Token(one.Id)),
            new Button("Delete", EvidenceFeature.Remove.Token(one.Id), ButtonStyle.Danger),
            ShowAll,
        ]),
    ]);

    /// <summary>Asks before something is lost.</summary>
    public static Reply AskToDelete(EvidenceRecord one) => Reply.Of([
        new Paragraph(Line.Bold("Delete this for good?") + " Nobody else has it."),
        .. Words(one),
        new Buttons([
            new Button("Delete it", EvidenceFeature.Delete.Token(one.Id), ButtonStyle.Danger),
            new Button("Keep it", EvidenceFeature.Show.Token(one.Id)),
        ]),
    ]);

    public static Reply Gone(string what) => Reply.Of(new Paragraph(what), new Buttons([Add, ShowAll]));

    private static Button Add => new("Add", EvidenceNoteFeature.Add.Token(), ButtonStyle.Primary);

    private static IEnumerable<Block> Words(EvidenceRecord one)
    {
        yield return new Heading(Limits.Shorten(one.Title, Limits.Heading));
        foreach (var (label, value) in new[] { ("What you did", one.What), ("What it changed", one.Impact), ("A number that shows it", one.Number), ("Where it can be seen", one.Link) })
        {
            if (value is not null)
            {
                yield return new Paragraph(Line.Bold($"{label}:") + $" {value}");
            }
        }

        yield return new ContextLine(TimeWords.Day(one.Date) + (one.Source == OwnPlans.Feature ? " · from a plan" : string.Empty) + " · only you see it");
    }

    private static Line Entry(EvidenceRecord one)
    {
        var parts = new[] { one.Impact, one.Number }.OfType<string>().Select(part => Limits.Shorten(part.ReplaceLineEndings(" "), LongestPart)).ToList();
        return Line.Bold(Limits.Shorten(one.Title, LongestPart)) + $" · {TimeWords.Day(one.Date)}" + (parts.Count == 0 ? string.Empty : $"\n{string.Join(" · ", parts)}");
    }

    private static string Words(DateInterval days) => TimeWords.Days(new Absence(days.Start, days.End));
}
