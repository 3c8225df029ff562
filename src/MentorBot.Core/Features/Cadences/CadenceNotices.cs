using MentorBot.Core.Commands;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Cadences;

/// <summary>What people are told about a cadence besides its rounds: that they were added, that it is theirs, that it can't go on.</summary>
internal sealed class CadenceNotices(OwnCadences own, CadenceSchedules schedules, IOutbox outbox)
{
    /// <summary>To somebody who was added by somebody else.</summary>
    public const string Added = "added";

    /// <summary>To whoever added somebody who could not be told.</summary>
    public const string Untold = "untold";

    /// <summary>To somebody who looks after it from now on.</summary>
    public const string HandedOver = "handed-over";

    /// <summary>To the owner: the channel is gone.</summary>
    public const string Ended = "ended";

    /// <summary>To the owner: the bot can't write in the channel.</summary>
    public const string Shut = "shut";

    /// <summary>To the owner: something didn't arrive in the channel.</summary>
    public const string Failed = "failed";

    /// <summary>To the channel: nobody looks after it.</summary>
    public const string Orphaned = "orphaned";

    /// <summary>To the channel: somebody can't be reached directly.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>Who is told the same thing more often a day has heard it.</summary>
    private const int MostADay = 5;

    /// <summary>Tells a person something that somebody has just done.</summary>
    public async Task TellAsync(Cadence cadence, string kind, PersonId person, string reason, CancellationToken cancellationToken)
    {
        var to = new PersonRecipient(cadence.Place.Workspace, person);
        if (await ScheduleAsync(cadence, to, cancellationToken) is not { } schedule)
        {
            return;
        }

        var today = Today(cadence);
        for (var time = 0; time < MostADay; time++)
        {
            if (await outbox.AddAsync(new EntryKey(schedule.Id, kind, to, today, time), own.Now, askedFor: false, reason, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>Tells a person again what was skipped; false where that was tried often enough.</summary>
    public async Task<bool> TellAgainAsync(Cadence cadence, OutboxEntry skipped, CancellationToken cancellationToken)
    {
        var again = skipped.Key.Sequence + 1;
        if (again >= MostADay || await ScheduleAsync(cadence, skipped.Key.Recipient, cancellationToken) is not { } schedule)
        {
            return false;
        }

        await outbox.AddAsync(new EntryKey(schedule.Id, skipped.Key.Kind, skipped.Key.Recipient, Today(cadence), again), own.Now, askedFor: false, "it did not go out before", cancellationToken);
        return true;
    }

    /// <summary>Tells all who were added and haven't heard of it, such as after a pause.</summary>
    public async Task TellAddedAsync(Cadence cadence, CancellationToken cancellationToken)
    {
        foreach (var added in (await own.Store.ParticipantsAsync(cadence.Id, cancellationToken)).Where(one => !one.Knows))
        {
            await TellAsync(cadence, Added, added.Person, "was added", cancellationToken);
        }
    }

    /// <summary>Brings the draft of the week that is over to who looks after a weekly status now: their own schedule begins with the next.</summary>
    public async Task BringDraftAsync(Cadence cadence, CancellationToken cancellationToken)
    {
        if (cadence is { Kind: CadenceKind.WeeklyStatus, State: CadenceState.Running }
            && await schedules.FindAsync(cadence.Id, CadenceSchedules.Draft, cancellationToken) is { } draft
            && (await own.RoundsAsync(cadence, cancellationToken)).LastOver(own.Now) is { } last
            && await own.Store.RoundAsync(cadence.Id, last.Date, cancellationToken) is { Approved: null })
        {
            await outbox.AddAsync(new EntryKey(draft.Id, draft.Kind, draft.Recipient, last.Date), own.Now, askedFor: false, "was handed over", cancellationToken);
        }
    }

    /// <summary>Tells somebody, or the channel, what became of an entry; however often, it comes once.</summary>
    public async Task TellOnceAsync(long schedule, string kind, Recipient to, LocalDate date, string reason, CancellationToken cancellationToken) =>
        await outbox.AddAsync(new EntryKey(schedule, kind, to, date), own.Now, askedFor: false, reason, cancellationToken);

    /// <summary>Composes a notice; null where the kind is none of these.</summary>
    public async Task<Composition?> ComposeAsync(Cadence cadence, OutboxEntry entry, CancellationToken cancellationToken)
    {
        var what = CadenceWords.Named(cadence);
        return entry.Key.Kind switch
        {
            Untold => new ComposedMessage([
                new Paragraph((Line)"I couldn't tell somebody whom you added to " + what + ", so they don't take part. Ask them to press Join in the channel: whoever joins needs no message from me."),
            ]),
            Added => await AddedAsync(cadence, ((PersonRecipient)entry.Key.Recipient).Person, cancellationToken),
            HandedOver => new ComposedMessage([
                new Paragraph((Line)"You look after " + what + " from now on: it was handed over to you. You can change, pause, hand over and delete it. " + CadenceWords.When(cadence) + "."),
                new Buttons([new Button("Open it", CadenceFeature.Show.Token(cadence.Id))]),
            ]),
            Ended => new ComposedMessage([
                new Paragraph((Line)"The channel of " + what + " is gone, so I have ended it. What was answered stays for reports. To go on elsewhere, write "
                    + Line.Code($"{CommandDefinition.Root} {CadenceSetup.CommandName}") + " in the new channel."),
            ]),
            Shut => new ComposedMessage([
                new Paragraph((Line)"I can't write in " + Line.Channel(cadence.Place) + $" any more, so the {CadenceWords.NameOf(cadence.Kind)} there is paused. Add me to the channel and let me write there, then resume it."),
                new Buttons([new Button("Resume", CadenceFeature.Resume.Token(cadence.Id))]),
            ]),
            Failed => new ComposedMessage([
                new Paragraph((Line)"Something of " + what + $" for {TimeWords.DayInWords(entry.Key.Date)} is missing there, or may be: posting it failed. The next one comes as planned."),
                new Buttons([new Button("Explain", CadenceExplain.Explain.Token(cadence.Id))]),
            ]),
            Orphaned => cadence.Owner is not null ? new NothingToSend("somebody looks after it") : new ComposedMessage([
                new Paragraph($"Nobody looks after the {CadenceWords.NameOf(cadence.Kind)} here any more. It goes on as it is. Whoever takes part in it, or an admin, can take it over."),
                new Buttons([new Button("Take over", OwnCadences.TakeOver.Token(cadence.Id))]),
            ]),
            Unreachable => await UnreachableAsync(cadence, entry, cancellationToken),
            _ => null,
        };
    }

    private async Task<Schedule?> ScheduleAsync(Cadence cadence, Recipient to, CancellationToken cancellationToken)
    {
        var all = await schedules.OfAsync(cadence.Id, cancellationToken);
        return all.FirstOrDefault(one => one.Recipient == to) ?? all.FirstOrDefault(one => one.Kind == CadenceSchedules.Prompt);
    }

    private LocalDate Today(Cadence cadence) => own.Now.InZone(cadence.When.Zone).Date;

    private async Task<Composition> AddedAsync(Cadence cadence, PersonId person, CancellationToken cancellationToken)
    {
        if ((await own.Store.ParticipantsAsync(cadence.Id, cancellationToken)).FirstOrDefault(one => one.Person == person) is not { } participant)
        {
            return new NothingToSend("the person doesn't take part");
        }

        if (participant.Knows)
        {
            return new NothingToSend("they have heard of it already");
        }

        var by = await own.PersonAsync(cadence, participant.AddedBy, cancellationToken) is { } adder ? Line.Mention(adder) : (Line)"Somebody whom I don't know any more";
        var reminder = cadence.RemindsAt is null ? string.Empty : " If you haven't answered by then, I remind you here.";
        return new ComposedMessage([
            new Paragraph(by + " added you to " + CadenceWords.Named(cadence) + $", so that the team hears from you: {CadenceWords.When(cadence)}.{reminder} Without an answer you're named as missing; days on which you're away don't count."),
            new Paragraph("If it isn't for you, leave: nothing more of it comes."),
            new Buttons([new Button("Leave", ParticipationFeature.Leave.Token(cadence.Id)), new Button("Explain", CadenceExplain.Explain.Token(cadence.Id))]),
        ]);
    }

    /// <summary>Says nothing of what was to reach them: everybody in the channel reads it.</summary>
    private async Task<Composition> UnreachableAsync(Cadence cadence, OutboxEntry entry, CancellationToken cancellationToken)
    {
        var person = await schedules.FindAsync(entry.Key.Schedule, cancellationToken) is { Recipient: PersonRecipient(_, var meant) } ? meant : cadence.Owner;
        return await own.PersonAsync(cadence, person, cancellationToken) is { } known
            ? new ComposedMessage([
                new Paragraph(Line.Mention(known) + $", I can't send you direct messages, so what I have for you about the {CadenceWords.NameOf(cadence.Kind)} here doesn't reach you. Allow them from me, and it comes again."),
            ])
            : new NothingToSend(OutboxReasons.UnknownUser);
    }
}
