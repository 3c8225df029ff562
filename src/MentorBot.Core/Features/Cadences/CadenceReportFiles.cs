using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Writes a report as files to keep: one to read, one for a spreadsheet.</summary>
internal sealed class CadenceReportFiles(ContentLibrary library)
{
    private static readonly string[] Columns = ["date", "channel", "cadence", "person", "state", "sent_at", "edited_at"];

    public IReadOnlyList<FileBlock> Of(CadenceReport report)
    {
        var name = $"cadence-report-{LocalDatePattern.Iso.Format(report.Question.Days.Start)}-{LocalDatePattern.Iso.Format(report.Question.Days.End)}";
        return [new FileBlock($"{name}.md", "text/markdown", Encoding.UTF8.GetBytes(Markdown(report))), Table(report).ToFile($"{name}.csv")];
    }

    /// <summary>A row for each part in a round, and one for what was posted of it.</summary>
    private CsvTable Table(CadenceReport report)
    {
        var placeholders = report.Rounds
            .SelectMany(round => Placeholders(round.Cadence).Select(placeholder => placeholder.Name))
            .Concat(report.Rounds.SelectMany(round => round.Parts.SelectMany(part => part.Words.Keys).Concat(round.Posted?.Words.Keys ?? [])))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var table = new CsvTable();
        table.Add([.. Columns, .. placeholders]);
        foreach (var round in report.Rounds)
        {
            foreach (var part in round.Parts)
            {
                table.Add([.. Start(round, part.Name, Word(part.How), part.Answer?.SentAt, part.Answer?.EditedAt), .. placeholders.Select(name => part.Words.GetValueOrDefault(name, string.Empty))]);
            }

            if (round.Posted is { } posted)
            {
                table.Add([.. Start(round, round.Author ?? string.Empty, "posted", posted.At, null), .. placeholders.Select(name => posted.Words.GetValueOrDefault(name, string.Empty))]);
            }
        }

        return table;
    }

    public string Markdown(CadenceReport report)
    {
        var text = new StringBuilder();
        text.Append("# Cadence report\n\n")
            .Append(TimeWords.Days(new Absence(report.Question.Days.Start, report.Question.Days.End)))
            .Append(report.Question.Channel is { } channel ? $" · {Plain(ChannelOf(channel))}" : " · the team")
            .Append(report.Question.About is { } about ? $" · {Plain(about.Name)}" : string.Empty)
            .Append("\n\n| Person | Answered | Of these late | Missing | Away |\n| --- | ---: | ---: | ---: | ---: |\n");
        foreach (var tally in report.Tallies)
        {
            text.Append($"| {Plain(tally.Name)} | {tally.Answered} | {tally.Late} | {tally.Missing} | {tally.Away} |\n");
        }

        foreach (var round in report.Rounds)
        {
            text.Append($"\n## {TimeWords.Day(round.Date)}: {CadenceWords.NameOf(round.Cadence.Kind)} in {Plain(ChannelOf(round.Cadence.Place))}{(round.IsOpen ? " (still open)" : string.Empty)}\n");
            foreach (var how in Enum.GetValues<Attendance>())
            {
                var names = round.Names(how);
                text.Append(names.Count == 0 ? string.Empty : $"\n- {Label(how)}: {Plain(string.Join(", ", names))}");
            }

            text.Append(round.Parts.IsEmpty ? string.Empty : "\n");
            foreach (var part in round.Parts.Where(part => part.Words.Count > 0))
            {
                AddWords(text, part.Name, round.Cadence, part.Words);
            }

            if (round.Posted is { Words.Count: > 0 } posted)
            {
                AddWords(text, round.Author is null ? "What was posted" : $"What {round.Author} posted", round.Cadence, posted.Words);
            }
        }

        return text.ToString();
    }

    public static string Label(Attendance how) => char.ToUpperInvariant(Word(how)[0]) + Word(how)[1..];

    private static string Word(Attendance how) => how switch
    {
        Attendance.Answered => "answered",
        Attendance.Late => "late",
        Attendance.Missing => "missing",
        _ => "away",
    };

    private static IEnumerable<string> Start(ReportedRound round, string name, string state, Instant? sent, Instant? edited) =>
    [
        LocalDatePattern.Iso.Format(round.Date),
        ChannelOf(round.Cadence.Place),
        CadenceWords.NameOf(round.Cadence.Kind),
        name,
        state,
        Written(sent),
        Written(edited),
    ];

    private void AddWords(StringBuilder text, string heading, Cadence cadence, IReadOnlyDictionary<string, string> words)
    {
        text.Append($"\n### {Plain(heading)}\n");
        var labels = Placeholders(cadence).ToDictionary(placeholder => placeholder.Name, placeholder => placeholder.Label, StringComparer.Ordinal);
        foreach (var name in labels.Keys.Concat(words.Keys.Where(name => !labels.ContainsKey(name)).Order(StringComparer.Ordinal)))
        {
            if (words.GetValueOrDefault(name) is { Length: > 0 } said)
            {
                text.Append($"\n- {Plain(labels.GetValueOrDefault(name, name))}: {Plain(said)}");
            }
        }

        text.Append('\n');
    }

    private ImmutableArray<Placeholder> Placeholders(Cadence cadence) =>
        library.Pack.Find<Content.Cadence>(CadenceWords.ItemOf(cadence.Kind))?.Placeholders ?? [];

    private static string ChannelOf(Place place) => $"#{place.Channel}";

    private static string Written(Instant? at) => at is { } instant ? InstantPattern.General.Format(instant) : string.Empty;

    /// <summary>Text as it is, on one line: what people wrote is never markup.</summary>
    private static string Plain(string text) => MarkdownReader.Escape(text.ReplaceLineEndings(" "));
}
