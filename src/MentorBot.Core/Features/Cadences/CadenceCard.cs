using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Shows a cadence as it is, with all that can be done with it.</summary>
internal sealed class CadenceCard(OwnCadences own, CadenceSchedules schedules, WorkingTimes times)
{
    private const int Next = 3;

    /// <summary>One line: what it is, when, and how it stands.</summary>
    public async Task<Line> EntryAsync(Cadence cadence, CancellationToken cancellationToken)
    {
        var participants = (await own.Store.ParticipantsAsync(cadence.Id, cancellationToken)).Count;
        var owner = cadence.Owner is null ? "nobody looks after it" : $"looked after by {await own.NameAsync(cadence, cadence.Owner, cancellationToken)}";
        var people = participants switch
        {
            0 => "nobody takes part yet",
            1 => "one person takes part",
            _ => $"{participants} people take part",
        };
        return Line.Bold(CadenceWords.TitleOf(cadence.Kind)) + " in " + Line.Channel(cadence.Place)
            + $" · {(cadence.State == CadenceState.Paused ? "paused · " : string.Empty)}{CadenceWords.When(cadence)} · {owner} · {people}";
    }

    /// <summary>When it asks next, each time in the zone of the person who reads it.</summary>
    public async Task<Line> NextAsync(Cadence cadence, CancellationToken cancellationToken)
    {
        if (cadence.State == CadenceState.Paused)
        {
            return "Nothing comes of it until it is resumed.";
        }

        var prompt = await schedules.FindAsync(cadence.Id, CadenceSchedules.Prompt, cancellationToken);
        var team = await times.OfAsync(cadence.Place.Workspace, cancellationToken);
        var next = prompt is { State: ScheduleState.Active, NextDate: { } from }
            ? Outlook.From(prompt, team, from).Where(one => one.At is not null).Take(Next).Select(one => Line.At(one.At!.Value)).ToList()
            : [];
        return next.Count == 0 ? "It has no next time." : (Line)"Next: " + Line.Join(" · ", next);
    }

    public async Task<ImmutableArray<Block>> OfAsync(Cadence cadence, Caller caller, CancellationToken cancellationToken)
    {
        var takesPart = await own.TakesPartAsync(cadence.Id, caller.Person.Id, cancellationToken);
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Paragraph(await EntryAsync(cadence, cancellationToken)));
        blocks.Add(new Paragraph(await NextAsync(cadence, cancellationToken)));
        blocks.Add(new Buttons([
            takesPart ? new Button("Leave", ParticipationFeature.Leave.Token(cadence.Id)) : new Button("Join", ParticipationFeature.Join.Token(cadence.Id)),
            new Button("Explain", CadenceExplain.Explain.Token(cadence.Id)),
            .. cadence.Owner is null && (takesPart || OwnCadences.MayChange(caller, cadence)) ? [new Button("Take over", OwnCadences.TakeOver.Token(cadence.Id))] : ImmutableArray<Button>.Empty,
        ]));
        if (OwnCadences.MayChange(caller, cadence))
        {
            blocks.Add(new Buttons([
                new Button("Add people", ParticipationFeature.AddPeople.Token(cadence.Id)),
                new Button("Edit", CadenceSetup.Edit.Token(cadence.Id)),
                cadence.State == CadenceState.Paused ? new Button("Resume", CadenceFeature.Resume.Token(cadence.Id)) : new Button("Pause", CadenceFeature.Pause.Token(cadence.Id)),
                new Button("Hand over", CadenceFeature.HandOver.Token(cadence.Id)),
                new Button("Delete", CadenceFeature.AskDelete.Token(cadence.Id), ButtonStyle.Danger),
            ]));
        }

        return blocks.ToImmutable();
    }
}
