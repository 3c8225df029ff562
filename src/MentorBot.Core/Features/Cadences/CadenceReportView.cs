using System.Collections.Immutable;
using System.Globalization;
using MentorBot.Core.Commands;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;

namespace MentorBot.Core.Features.Cadences;

/// <summary>How a report looks in the chat: who answered how often, and the last rounds; the rest is in its files.</summary>
internal static class CadenceReportView
{
    private const int MostPeople = 20;
    private const int MostRounds = 10;

    public static Reply Of(CadenceReport report, IReadOnlyList<FileBlock> files, Caller caller)
    {
        var blocks = new List<Block>
        {
            new Heading("Cadence report"),
            new Paragraph(About(report.Question) + $" · {Days(report.Question)} · {(report.Rounds.Length == 1 ? "1 round" : $"{report.Rounds.Length} rounds")}"),
        };
        var tallies = report.Tallies;
        if (tallies.Count > 0)
        {
            blocks.Add(new Table(["Person", "Answered", "Late", "Missing", "Away"], [.. tallies.Take(MostPeople).Select(Row)]));
        }

        if (tallies.Count > MostPeople)
        {
            blocks.Add(new Paragraph($"{tallies.Count - MostPeople} more people are in the files."));
        }

        blocks.Add(new ItemList([.. report.Rounds.TakeLast(MostRounds).Select(round => Entry(round, report.Question))]));
        if (report.Rounds.Length > MostRounds)
        {
            blocks.Add(new Paragraph($"These are the last {MostRounds} rounds; all of them are in the files."));
        }

        if (Waiting(report, caller) is { } waiting)
        {
            blocks.Add(new Buttons([new Button("Review the weekly status", WeeklyStatusView.Review(waiting.Cadence, waiting.Date))]));
        }

        blocks.AddRange(files);
        blocks.Add(new ContextLine(Whose(report.Question, caller)));
        return Reply.Of([.. blocks]);
    }

    /// <summary>The answer where there is nothing to report.</summary>
    public static Reply Nothing(ReportQuestion question, bool hasCadences)
    {
        if (question.About is { } about)
        {
            return Reply.Say(Line.Bold(about.Name) + " neither answered nor was waited for in " + Where(question) + $", {Days(question)}. {WrittenRange.Help}");
        }

        return hasCadences
            ? Reply.Say((Line)"Nothing came round in " + Where(question) + $", {Days(question)}. {WrittenRange.Help}")
            : Reply.Say((question.Channel is null ? (Line)"There is no cadence that you own or take part in. " : (Line)"There is no cadence in " + Where(question) + ", and there was none. ")
                + Line.Code($"{CommandDefinition.Root} cadence setup") + " makes a stand-up, a weekly status and a monthly meeting for a channel.");
    }

    private static Line About(ReportQuestion question) =>
        question.About is { } about ? Line.Bold(about.Name) + " in " + Where(question) : Where(question);

    private static Line Where(ReportQuestion question) => question.Channel is { } channel ? Line.Channel(channel) : "the team";

    private static string Days(ReportQuestion question) => TimeWords.Days(new Absence(question.Days.Start, question.Days.End));

    private static string Whose(ReportQuestion question, Caller caller) =>
        question.Channel is not null ? "Only you can see this. It has what was posted in this channel."
        : question.About?.Id == caller.Person.Id ? "Only you can see this. It has your own answers in all channels."
        : caller.Role >= Role.Lead ? "Only you can see this. It has who answered in all channels; what others wrote is read in its own channel."
        : "Only you can see this. It has who answered in the cadences that you own or take part in; what others wrote is read in its own channel.";

    private static ImmutableArray<string> Row(Tally tally) =>
        [Limits.Shorten(tally.Name, 40), Number(tally.Answered), Number(tally.Late), Number(tally.Missing), Number(tally.Away)];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Line Entry(ReportedRound round, ReportQuestion question)
    {
        var name = CadenceWords.NameOf(round.Cadence.Kind);
        var line = (Line)$"{TimeWords.Day(round.Date)}, {name}" + (question.Channel is null ? " in " + Line.Channel(round.Cadence.Place) : (Line)string.Empty);
        var parts = question.About is not null
            ? round.Parts.Select(part => CadenceReportFiles.Label(part.How).ToLowerInvariant()).ToList()
            : [$"{round.Parts.Count(part => part.Answer is not null)} answered", .. Names(round, Attendance.Late), .. Names(round, Attendance.Missing), .. Names(round, Attendance.Away)];
        if (round.Posted is not null)
        {
            parts.Add(round.Author is null ? "posted" : $"posted by {round.Author}");
        }

        if (round.IsOpen)
        {
            parts.Add("still open");
        }

        return line + $": {string.Join(" · ", parts)}";
    }

    private static IEnumerable<string> Names(ReportedRound round, Attendance how) =>
        round.Names(how) is { Count: > 0 } names ? [$"{CadenceReportFiles.Label(how).ToLowerInvariant()}: {string.Join(", ", names)}"] : [];

    /// <summary>The last weekly status that waits for the reader to approve it.</summary>
    private static ReportedRound? Waiting(CadenceReport report, Caller caller) => report.Rounds.LastOrDefault(round =>
        round is { Cadence: { Kind: CadenceKind.WeeklyStatus, State: CadenceState.Running }, IsOpen: false, Round.Approved: null }
        && report.Question.About is null
        && (round.Cadence.Owner == caller.Person.Id || caller.Role >= Role.Admin));
}
