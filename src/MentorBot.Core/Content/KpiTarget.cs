using System.Text.RegularExpressions;

namespace MentorBot.Core.Content;

/// <summary>On which side of its number a <see cref="KpiTarget"/> is met.</summary>
public enum Comparison
{
    Under,
    AtMost,
    AtLeast,
    Over,
    Exactly,
    Between,
}

/// <summary>Where a KPI should be, such as under 200.</summary>
/// <param name="To">The upper end, itself included, of <see cref="Comparison.Between"/>; null for the others.</param>
public sealed partial record KpiTarget(Comparison Comparison, decimal Number, decimal? To = null)
{
    private static readonly (string Words, Comparison Comparison)[] Words =
    [
        ("under", Comparison.Under),
        ("at most", Comparison.AtMost),
        ("at least", Comparison.AtLeast),
        ("over", Comparison.Over),
        ("exactly", Comparison.Exactly),
    ];

    /// <summary>A target with its unit, written as in under 200 ms, at least 99.9% or 3 to 5 features; null where it can't be read.</summary>
    public static (KpiTarget Target, string Unit)? Read(string text)
    {
        var written = text.Trim();
        if (Range().Match(written) is { Success: true } range
            && KpiNumber.Read(range.Groups["from"].Value) is { Number: { } from, Unit: "" }
            && KpiNumber.Read(range.Groups["to"].Value) is { Number: { } to } upper
            && from < to)
        {
            return (new KpiTarget(Comparison.Between, from, to), upper.Unit);
        }

        var begun = Words.FirstOrDefault(one => written.StartsWith($"{one.Words} ", StringComparison.OrdinalIgnoreCase));
        return begun.Words is not null && KpiNumber.Read(written[begun.Words.Length..]) is { Number: { } number } read
            ? (new KpiTarget(begun.Comparison, number), read.Unit)
            : null;
    }

    public bool IsMetBy(decimal value) => Comparison switch
    {
        Comparison.Under => value < Number,
        Comparison.AtMost => value <= Number,
        Comparison.AtLeast => value >= Number,
        Comparison.Over => value > Number,
        Comparison.Exactly => value == Number,
        _ => value >= Number && value <= To,
    };

    /// <summary>The target in words, such as under 200 ms.</summary>
    public string Write(string unit) => Comparison == Comparison.Between
        ? $"{KpiNumber.Write(Number, string.Empty)} to {KpiNumber.Write(To!.Value, unit)}"
        : $"{Words.First(one => one.Comparison == Comparison).Words} {KpiNumber.Write(Number, unit)}";

    [GeneratedRegex(@"^(?<from>[^\s]+) to (?<to>.+)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 100)]
    private static partial Regex Range();
}
