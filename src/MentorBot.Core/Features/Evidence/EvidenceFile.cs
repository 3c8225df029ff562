using System.Text;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Features.Evidence;

/// <summary>Writes evidence as a document to keep.</summary>
internal static class EvidenceFile
{
    /// <param name="days">The days that it is about; null for all.</param>
    public static FileBlock Of(IReadOnlyList<EvidenceRecord> evidence, DateInterval? days)
    {
        var text = new StringBuilder("# Evidence\n\n");
        var (from, to) = (days?.Start ?? evidence[0].Date, days?.End ?? evidence[^1].Date);
        text.Append(from == to ? Full(from) : $"{Full(from)} to {Full(to)}").Append($" · {evidence.Count} {(evidence.Count == 1 ? "piece" : "pieces")}\n");
        foreach (var one in evidence)
        {
            text.Append($"\n## {Plain(one.Title)}\n\n{Full(one.Date)}\n");
            AddProof(text, one);
        }

        var name = days is null ? "evidence.md" : $"evidence-{LocalDatePattern.Iso.Format(from)}-{LocalDatePattern.Iso.Format(to)}.md";
        return new FileBlock(name, "text/markdown", Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>What somebody noted, as a list.</summary>
    public static void AddProof(StringBuilder text, EvidenceRecord proof)
    {
        foreach (var (label, value) in new[] { ("What", proof.What), ("Impact", proof.Impact), ("Number", proof.Number), ("Link", proof.Link) })
        {
            if (value is not null)
            {
                text.Append($"\n- {label}: {Plain(value)}");
            }
        }

        text.Append('\n');
    }

    /// <summary>A day in a document, such as 4 March 2026.</summary>
    public static string Full(LocalDate date) => LocalDatePattern.CreateWithInvariantCulture("d MMMM uuuu").Format(date);

    /// <summary>Text as it is, on one line: what people wrote is never markup.</summary>
    public static string Plain(string text) => MarkdownReader.Escape(text.ReplaceLineEndings(" "));
}
