using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Explains when a cadence comes next and what became of it before, for the channel and for whoever asks.</summary>
internal sealed class CadenceExplain(OwnCadences own, CadenceSchedules schedules, WorkingTimes times, ILedger ledger) : IFeature
{
    public static readonly Route<long> Explain = new("cadence.explain");

    private const string CommandName = "cadence explain";
    private const int Count = 10;

    public void Register(FeatureMap map)
    {
        var kind = new CommandOption("kind", ValueKind.Choice, "Which one, where there are several") { Choices = CadenceWords.Kinds };
        map.Command(
            new CommandDefinition(CommandName, "When a cadence comes next, what came of it, and why") { Options = [kind], Examples = [CommandName, $"{CommandName} stand-up"] },
            async (request, cancellationToken) =>
            {
                var caller = request.Caller;
                var all = caller.Place.IsDirect
                    ? await own.Store.OfAsync(caller.Workspace, caller.Person.Id, cancellationToken)
                    : await own.Store.InAsync(caller.Place, cancellationToken);
                var meant = all.Where(cadence => CadenceWords.KindOf(request.Options.Text(kind.Name)) is not { } one || cadence.Kind == one).ToList();
                return meant switch
                {
                    [] => Reply.Say((Line)"There is nothing to explain here. " + Line.Code($"{CommandDefinition.Root} {CadenceSetup.CommandName}") + " makes a rhythm for a channel."),
                    [var only] => await OfAsync(caller, only, cancellationToken),
                    _ => CadenceChoice.Of("Which of them?", [.. meant.Select(cadence => (cadence, Explain.Token(cadence.Id)))]),
                };
            });
        map.Action(Explain, (request, id, cancellationToken) => own.WithAsync(request.Caller, id, cadence => OfAsync(request.Caller, cadence, cancellationToken), cancellationToken));
    }

    private async Task<Answer> OfAsync(Caller caller, Cadence cadence, CancellationToken cancellationToken)
    {
        // A schedule that was lost between two writes comes back here.
        await schedules.SyncAsync(cadence, cancellationToken);
        var me = new PersonRecipient(caller.Workspace, caller.Person.Id);
        var myTime = await times.OfAsync(me, cancellationToken);
        caller = caller with { Zone = ZoneQuestion.ReportedZone(caller) ?? myTime.Zone };
        var all = await schedules.OfAsync(cadence.Id, cancellationToken);
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Heading($"{CadenceWords.TitleOf(cadence.Kind)}: when, and why"));
        blocks.Add(new Paragraph($"{CadenceWords.When(cadence)}."));
        if (cadence.State == CadenceState.Paused)
        {
            blocks.Add(new Paragraph("It is paused, so nothing comes until it is resumed."));
        }

        var next = Outlooks(all.Where(one => one.Kind == CadenceSchedules.Prompt), await times.OfAsync(caller.Workspace, cancellationToken));
        blocks.AddRange(Listed("In the channel, next", next.Select(one => OccurrenceWords.Expected(one, one.Schedule.Kind, caller.Zone))));
        blocks.AddRange(Listed("In the channel, before", await PastAsync(all.Where(one => one.Recipient is PlaceRecipient), caller, cancellationToken)));

        // What holds somebody's reminders is their own affair: each sees theirs.
        var mine = all.Where(one => one.Recipient == me).ToList();
        var coming = Outlooks(mine, myTime);
        blocks.AddRange(Listed("To you, next", coming.Select(one => OccurrenceWords.Expected(one, one.Schedule.Kind, caller.Zone))));
        blocks.AddRange(Listed("To you, before", await PastAsync(mine, caller, cancellationToken)));
        blocks.Add(new ContextLine((mine.Count == 0 ? "Nothing of it comes to you directly. " : string.Empty) + $"Times are those of {TimeWords.Zone(caller.Zone)}."));
        return new Reply(blocks.ToImmutable());
    }

    private static IEnumerable<ExpectedOccurrence> Outlooks(IEnumerable<Schedule> schedules, WorkingTime time) => schedules
        .SelectMany(schedule => Outlook.Next(schedule, time, Count))
        .OrderBy(one => one.At ?? one.Schedule.When.At(one.On ?? one.Date))
        .Take(Count);

    private async Task<IEnumerable<Line>> PastAsync(IEnumerable<Schedule> schedules, Caller caller, CancellationToken cancellationToken)
    {
        var past = new List<OutboxEntry>();
        foreach (var schedule in schedules)
        {
            past.AddRange((await ledger.PastAsync(schedule.Id, Count, cancellationToken)).Where(entry => entry.Key.Recipient == schedule.Recipient));
        }

        return past.OrderByDescending(entry => entry.DueAt).ThenByDescending(entry => entry.Id).Take(Count)
            .Select(entry => OccurrenceWords.Past(entry, entry.Key.Kind, caller.Zone, own.Now));
    }

    private static IEnumerable<Block> Listed(string heading, IEnumerable<Line> lines)
    {
        var items = lines.ToImmutableArray();
        return items.IsEmpty ? [] : [new Paragraph(Line.Bold(heading)), new ItemList(items)];
    }
}
