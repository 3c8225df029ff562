using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Kpis;

/// <summary>The questions for one KPI and its target, and what their answers make of it.</summary>
internal static class KpiForm
{
    private const string Title = "title";
    private const string Group = "group";
    private const string How = "how";
    private const string Number = "number";
    private const string Unit = "unit";
    private const string None = "none";
    private const int LongestTitle = 40;
    private const int LongestUnit = 20;

    private static readonly ImmutableArray<(Comparison Comparison, Choice Choice)> Comparisons =
    [
        (Comparison.Under, new Choice("Under", "under")),
        (Comparison.AtMost, new Choice("At most", "at-most")),
        (Comparison.AtLeast, new Choice("At least", "at-least")),
        (Comparison.Over, new Choice("Over", "over")),
        (Comparison.Exactly, new Choice("Exactly", "exactly")),
        (Comparison.Between, new Choice("Between two numbers", "between")),
    ];

    /// <param name="known">What is filled in already; null for a new one.</param>
    public static Form For(string title, string token, BoardKpi? known) => new(
        title,
        token,
        [
            new FormPage([
                new TextField(Title, "What is measured") { Hint = "Such as Response time", Value = known?.Title },
                new TextField(Group, "What it is about") { Hint = "KPIs of the same name stand together, such as Database", Value = known?.Group },
                new ChoiceField(How, "Where it should be", [.. Comparisons.Select(one => one.Choice), new Choice("No target yet", None)])
                {
                    Value = known is null ? null : known.Target is { } target ? Comparisons.First(one => one.Comparison == target.Comparison).Choice.Value : None,
                },
                new TextField(Number, "The number") { Required = false, Hint = "Such as 200 or 99.95; between two numbers: 3 to 5", Value = NumbersOf(known?.Target) },
                new TextField(Unit, "What it is counted in") { Required = false, Hint = "Such as ms, % or requests/s; nothing for a bare number", Value = known?.Unit is { Length: > 0 } unit ? unit : null },
            ]),
        ],
        "Save");

    /// <summary>The KPI, or what to mend by field: exactly one of the two is set.</summary>
    public static (BoardKpi? Kpi, ImmutableDictionary<string, string> Problems) Read(Values values, long id, KpiBoard board)
    {
        var problems = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var (title, group, unit) = (Short(Title, LongestTitle), Short(Group, LongestTitle), Short(Unit, LongestUnit));
        if (board.Kpis.Any(kpi => kpi.Id != id && string.Equals(kpi.Title, title, StringComparison.OrdinalIgnoreCase)))
        {
            problems[Title] = "There is one of that name on this board. Call it something else, so that they can be told apart.";
        }

        var target = ReadTarget(values, unit, problems);
        return problems.Count > 0 ? (null, problems.ToImmutable()) : (new BoardKpi(id, group, title, target, unit), problems.ToImmutable());

        string Short(string field, int limit)
        {
            var text = string.Join(' ', (values.Text(field) ?? string.Empty).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (text.Length > limit)
            {
                problems[field] = $"This has {text.Length} characters; {limit} is the most that fits.";
            }

            return text;
        }
    }

    private static KpiTarget? ReadTarget(Values values, string unit, ImmutableDictionary<string, string>.Builder problems)
    {
        var (how, written) = (values.Text(How)!, values.Text(Number));
        if (how == None)
        {
            if (written is not null)
            {
                problems[How] = "You wrote a number below. Say here how it is meant, or leave the number out.";
            }

            return null;
        }

        var comparison = Comparisons.First(one => one.Choice.Value == how).Comparison;
        if (written is null)
        {
            problems[Number] = "A target needs its number. Or choose “No target yet” above.";
            return null;
        }

        if (comparison == Comparison.Between)
        {
            // A dash stands between two numbers only where it doesn't stand before one of them.
            var dashed = written.Replace("-", " to ", StringComparison.Ordinal).Replace("–", " to ", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal);
            if ((KpiTarget.Read(written) ?? KpiTarget.Read(dashed)) is { Target.Comparison: Comparison.Between } range
                && KpiNumber.Fit(range.Target.To!.Value, range.Unit, unit) == range.Target.To)
            {
                return range.Target;
            }

            problems[Number] = "Write both numbers, the lower first, such as 3 to 5.";
            return null;
        }

        var (number, withUnit, problem) = KpiNumber.Read(written);
        var fitted = number is { } read ? KpiNumber.Fit(read, withUnit, unit) : null;
        if (fitted is null)
        {
            problems[Number] = problem ?? "Write the number alone; its unit goes below.";
            return null;
        }

        return new KpiTarget(comparison, fitted.Value);
    }

    private static string? NumbersOf(KpiTarget? target) => target switch
    {
        null => null,
        { To: { } to } => $"{KpiNumber.Write(target.Number, string.Empty)} to {KpiNumber.Write(to, string.Empty)}",
        _ => KpiNumber.Write(target.Number, string.Empty),
    };
}
