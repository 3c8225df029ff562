using System.Globalization;
using System.Text;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features;

/// <summary>A table for a spreadsheet: RFC 4180, with no cell that is taken for a formula.</summary>
internal sealed class CsvTable
{
    private readonly StringBuilder _text = new();

    /// <param name="cells">Texts, which are made safe, and numbers, which are as they are.</param>
    public void Add(params IEnumerable<object> cells) => _text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    /// <summary>The table as a file; without the mark at its head, spreadsheets don't take it for UTF-8.</summary>
    public FileBlock ToFile(string name)
    {
        byte[] content = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(_text.ToString())];
        return new FileBlock(name, "text/csv", content);
    }

    private static string Cell(object cell)
    {
        if (cell is not string text)
        {
            return ((IFormattable)cell).ToString(null, CultureInfo.InvariantCulture);
        }

        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
