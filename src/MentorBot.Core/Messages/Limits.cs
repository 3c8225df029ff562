namespace MentorBot.Core.Messages;

/// <summary>The narrowest limits of all surfaces, in UTF-16 units, which the stricter platforms count.</summary>
public static class Limits
{
    public const int Heading = 150;
    public const int ButtonsInARow = 5;
    public const int ButtonLabel = 75;
    public const int SelectOptions = 25;
    public const int ChoiceLabel = 75;
    public const int ChoiceValue = 100;
    public const int Token = 80;
    public const int TickKey = 20;
    public const int FormTitle = 24;
    public const int FieldsInAPage = 5;
    public const int FieldLabel = 45;
    public const int FieldHint = 100;
    public const int FieldValue = 3_000;

    /// <summary>A command line: the longest that a person can type where the platform caps it itself.</summary>
    public const int CommandLine = 12_000;

    /// <summary>Cuts a text to a limit on a character that people see as one, with an ellipsis where it was cut.</summary>
    public static string Shorten(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var end = 0;
        var elements = System.Globalization.StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext() && elements.ElementIndex + elements.GetTextElement().Length <= limit - 1)
        {
            end = elements.ElementIndex + elements.GetTextElement().Length;
        }

        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }
}
