namespace MentorBot.Discord.Rendering;

/// <summary>Numbers in the ten digits and 26 letters, since there is little room in a custom_id.</summary>
internal static class Base36
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    // The largest has 13 digits.
    private const int Longest = 13;

    public static string Write(ulong number)
    {
        Span<char> digits = stackalloc char[Longest];
        var at = Longest;
        do
        {
            digits[--at] = Digits[(int)(number % 36)];
            number /= 36;
        }
        while (number > 0);

        return new string(digits[at..]);
    }

    /// <summary>Null where it is no such number.</summary>
    public static ulong? Read(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > Longest)
        {
            return null;
        }

        UInt128 number = 0;
        foreach (var letter in text)
        {
            var digit = Digits.IndexOf(letter, StringComparison.Ordinal);
            if (digit < 0)
            {
                return null;
            }

            number = (number * 36) + (uint)digit;
        }

        return number <= ulong.MaxValue ? (ulong)number : null;
    }
}
