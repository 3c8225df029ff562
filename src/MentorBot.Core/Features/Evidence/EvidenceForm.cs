using MentorBot.Core.Commands;
using MentorBot.Core.Features.Plans;
using MentorBot.Core.Messages;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Features.Evidence;

/// <summary>The questions for a piece of evidence, and what their answers make of it.</summary>
internal static class EvidenceForm
{
    public const string What = "what";
    public const string Link = "link";
    public const string Date = "date";

    private const string Impact = "impact";
    private const string Number = "number";
    private const int LongestTitle = 100;

    /// <param name="known">What is filled in already.</param>
    public static Form For(string title, string token, EvidenceRecord known) => new(
        title,
        token,
        [
            new FormPage([
                new LongTextField(What, "What you did") { Required = known.Source != OwnPlans.Feature, Hint = "One thing, in your own words", Value = known.What },
                new LongTextField(Impact, "What it changed") { Required = false, Hint = "Whom it helped, and how", Value = known.Impact },
                new TextField(Number, "A number that shows it") { Required = false, Hint = "Such as 3 hours saved a week", Value = known.Number },
                new TextField(Link, "Where it can be seen") { Required = false, Hint = "A link to the page, the post or the pull request", Value = known.Link },
                new DateField(Date, "When it was") { LooksBack = true, Hint = "Such as yesterday, 3 March or 2026-03-03", Value = LocalDatePattern.Iso.Format(known.Date) },
            ]),
        ],
        "Save");

    /// <summary>What was filled in, in place of what was known; a title of its own it has only where it came from elsewhere.</summary>
    public static EvidenceRecord Read(Values values, EvidenceRecord known, Instant now)
    {
        var what = values.Text(What);
        return known with
        {
            Date = values.Date(Date)!.Value,
            Title = known.Source == OwnPlans.Feature ? known.Title : TitleOf(what!),
            What = what,
            Impact = values.Text(Impact),
            Number = values.Text(Number),
            Link = values.Text(Link),
            SavedAt = now,
        };
    }

    private static string TitleOf(string what) => Limits.Shorten(what.Trim().Split('\n', 2)[0].TrimEnd(), LongestTitle);
}
