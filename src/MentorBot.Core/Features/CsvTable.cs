using System.Globalization;
using System.Text;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features;

/// <summary>A table for a spreadsheet: RFC 4180, with no cell that is taken for a formula.</summary>
internal sealed class CsvTable
{
    private readonly StringBuilder _text = new();

    public void Add(params IEnumerable<string> cells) => _text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    /// <summary>The table as a file; without the mark at its head, spreadsheets don't take it for UTF-8.</summary>
    public FileBlock ToFile(string name)
    {
        byte[] content = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(_text.ToString())];
        return new FileBlock(name, "text/csv", content);
    }

    private static string Cell(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] && !IsNumber(text) ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static bool IsNumber(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
