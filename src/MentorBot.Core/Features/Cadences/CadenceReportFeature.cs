using MentorBot.Core.Commands;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Reports what came of the cadences of a channel or of the team: who answered, who was missing, and all that was posted.</summary>
internal sealed class CadenceReportFeature(CadenceReports reports, CadenceReportFiles files, WorkingTimes times, ValueReader reader) : IFeature
{
    public const string CommandName = "cadence report";

    private const string Channel = "channel";
    private const string Team = "team";
    private const string Me = "me";

    public void Register(FeatureMap map)
    {
        var range = new CommandOption("range", ValueKind.Text, "Such as last-week, this-month or 2026-09-01..2026-09-30") { Complete = WrittenRange.Complete };
        var person = new CommandOption("person", ValueKind.Person, "Whose part in it; all by default");
        var scope = new CommandOption("scope", ValueKind.Choice, "This channel or the whole team") { Choices = [new Choice("This channel", Channel), new Choice("The team", Team)] };
        map.Command(
            new CommandDefinition(CommandName, "Who answered and who was missing, with files to keep")
            {
                Options = [range, person, scope],
                Examples = [$"{CommandName} last-week", $"{CommandName} this-month scope:{Team}", $"{CommandName} {Me}", CommandName],
            },
            (request, cancellationToken) =>
            {
                // Whoever asks for the one or the other alone writes it first.
                var (caller, options) = (request.Caller, request.Options);
                var first = options.Text(range.Name)?.Trim().ToLowerInvariant();
                var about = options.Person(person.Name) ?? (first == Me ? caller.Person : null);
                var where = options.Text(scope.Name) ?? (first is Channel or Team ? first : null);
                return ReportAsync(caller, first is null or Me or Channel or Team ? WrittenRange.Default : first, about, where, cancellationToken);
            });
    }

    private async Task<Answer> ReportAsync(Caller caller, string range, Person? about, string? scope, CancellationToken cancellationToken)
    {
        var working = (await times.OfAsync(caller.Workspace, cancellationToken)).Calendar.WorkingDays;
        var (days, problem) = WrittenRange.Read(SlashedDates.Settle(range, caller), await reader.TodayOfAsync(caller, cancellationToken), WrittenRange.FirstDayOf(working));
        if (days is null)
        {
            return Reply.Say(problem!);
        }

        // In a direct conversation there is no channel to report on.
        var isTeam = scope == Team || caller.Place.IsDirect;
        var question = new ReportQuestion(days, isTeam ? null : caller.Place, about);
        var asked = await reports.AskedForAsync(caller, question, cancellationToken);
        var report = await reports.ReadAsync(caller, question, asked, cancellationToken);
        return report.Rounds.IsEmpty
            ? CadenceReportView.Nothing(question, asked.Count > 0)
            : CadenceReportView.Of(report, files.Of(report), caller);
    }
}
