using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MentorBot.Core.Features.Drills;

/// <summary>A play as it stands in a button's token: when it began, in milliseconds, and the moves so far, a digit each.</summary>
internal readonly record struct DrillRun(long Number, string Moves) : IParsable<DrillRun>
{
    private const char Mark = '-';

    public IEnumerable<int> Choices => Moves.Select(move => move - '0');

    public DrillRun With(int choice) => this with { Moves = string.Create(CultureInfo.InvariantCulture, $"{Moves}{choice}") };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}{Mark}{Moves}");

    public static DrillRun Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var run) ? run : throw new FormatException("No run is written like this.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out DrillRun result)
    {
        result = default;
        if (s?.Split(Mark) is not [var number, var moves] || moves.Length > Content.Drill.MostTurns || !moves.All(char.IsAsciiDigit)
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read))
        {
            return false;
        }

        result = new DrillRun(read, moves);
        return true;
    }
}
