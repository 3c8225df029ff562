using System.Collections.Immutable;
using System.Globalization;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Has people take part in a cadence: join, be added and told so, and leave at any time.</summary>
internal sealed class ParticipationFeature(OwnCadences own, CadenceNotices notices) : IFeature
{
    public static readonly Route<long> Join = new("cadence.join");

    public static readonly Route<long> Leave = new("cadence.leave");

    public static readonly Route<long> AddPeople = new("cadence.people");

    private const int MostAtOnce = 5;

    public void Register(FeatureMap map)
    {
        map.Action(Join, (request, id, cancellationToken) => own.WithAsync(request.Caller, id, cadence => JoinAsync(request.Caller, cadence, cancellationToken), cancellationToken));
        map.Action(Leave, (request, id, cancellationToken) => own.WithAnyAsync(request.Caller, id, cadence => LeaveAsync(request.Caller, cadence, cancellationToken), cancellationToken));
        map.Form(
            AddPeople,
            (request, id, cancellationToken) => own.WithOwnAsync(request.Caller, id, cadence => Task.FromResult<Answer>(FormFor(cadence)), cancellationToken),
            (submission, id, cancellationToken) => own.WithOwnAsync(submission.Caller, id, cadence => AddAsync(submission, cadence, cancellationToken), cancellationToken));
    }

    private async Task<Answer> JoinAsync(Caller caller, Cadence cadence, CancellationToken cancellationToken)
    {
        if (caller.Place != cadence.Place && !await own.TakesPartAsync(cadence.Id, caller.Person.Id, cancellationToken))
        {
            return OwnCadences.Elsewhere();
        }

        var joined = await own.JoinAsync(cadence, new Participant(caller.Person.Id, null, own.Now), cancellationToken);
        if (!joined)
        {
            // They read it here, whatever becomes of the message that says who added them.
            await own.Store.ToldAsync(cadence.Id, caller.Person.Id, own.Now, cancellationToken);
        }

        var what = (Line)(joined ? "You take part in " : "You take part already in ") + CadenceWords.Named(cadence) + ": " + CadenceWords.When(cadence) + ". ";
        var reminder = cadence.RemindsAt is null
            ? "Nothing reminds you; without an answer you're named as missing."
            : "If you haven't answered by then, I remind you in a direct message; without an answer you're named as missing. Days on which you're away don't count.";
        return Reply.Of(new Paragraph(what + reminder), new Buttons([new Button("Leave", Leave.Token(cadence.Id))]));
    }

    private async Task<Answer> LeaveAsync(Caller caller, Cadence cadence, CancellationToken cancellationToken)
    {
        var left = await own.LeaveAsync(cadence, caller.Person.Id, cancellationToken);
        var words = new Paragraph((left ? (Line)"You've left " : "You don't take part in ") + CadenceWords.Named(cadence) + ": nothing of it reminds you, and nobody waits for you. What you answered stays.");
        return caller.Place == cadence.Place ? Reply.Of(words, new Buttons([new Button("Join", Join.Token(cadence.Id))])) : Reply.Of(words);
    }

    private static Form FormFor(Cadence cadence) => new(
        "Add people",
        AddPeople.Token(cadence.Id),
        [
            new FormPage([
                .. Enumerable.Range(1, MostAtOnce).Select(number => new PersonField(Name(number), number == 1 ? "Who" : "And who else")
                {
                    Required = number == 1,
                    Hint = number == 1 ? "Each gets a message that says who added them, and how to leave" : null,
                }),
            ]),
        ],
        "Add");

    private async Task<Answer> AddAsync(FormSubmission submission, Cadence cadence, CancellationToken cancellationToken)
    {
        var chosen = Enumerable.Range(1, MostAtOnce)
            .Select(number => submission.Values.Person(Name(number)))
            .OfType<Person>()
            .DistinctBy(person => person.Id)
            .ToList();
        var (added, known) = (new List<string>(), new List<string>());
        foreach (var person in chosen)
        {
            var isOther = person.Id != submission.Caller.Person.Id;
            var isNew = await own.JoinAsync(cadence, new Participant(person.Id, isOther ? submission.Caller.Person.Id : null, own.Now), cancellationToken);
            (isNew ? added : known).Add(person.Name);
            if (isNew && isOther)
            {
                await notices.TellAsync(cadence, CadenceNotices.Added, person.Id, "was added", cancellationToken);
            }
        }

        var blocks = ImmutableArray.CreateBuilder<Block>();
        if (added.Count > 0)
        {
            blocks.Add(new Paragraph((Line)$"Added to " + CadenceWords.Named(cadence) + $": {string.Join(", ", added)}. I tell them that you did, and how to leave. Until they have heard, nobody waits for them."));
        }

        if (known.Count > 0)
        {
            blocks.Add(new Paragraph($"Taking part already: {string.Join(", ", known)}."));
        }

        return new Reply(blocks.ToImmutable());
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"person-{number}");
}
