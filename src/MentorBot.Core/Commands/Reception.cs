using System.Collections.Concurrent;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Core.Commands;

/// <summary>Recognises who sends something, and notes that they are there, which ends a row of ignored nudges.</summary>
public sealed partial class Reception(PeopleDirectory people, IPersonalTime time, IClock clock, ILogger<Reception> log)
{
    private const int Capacity = 20_000;

    // Nudges are counted in days, so a note a minute says all of what somebody asks, and an answer waits for none of them.
    private static readonly Duration Often = Duration.FromMinutes(1);

    private readonly ConcurrentDictionary<PersonId, Instant> _noted = new();

    /// <param name="answers">Whether they press or reply, which may be to a nudge that came a moment ago.</param>
    internal async Task<Caller> WelcomeAsync(Sender from, bool answers, CancellationToken cancellationToken)
    {
        var person = (from.IsOutside ? await people.FindAsync(from.Identity, cancellationToken) : null)
            ?? await people.RecogniseAsync(from.Identity, from.Name, cancellationToken);
        if (answers || IsToBeNoted(person.Id))
        {
            _ = NoteAsync(person.Id);
        }

        return new Caller(person, from.Place, person.Role > from.Vouched ? person.Role : from.Vouched, from.Zone) { Locale = from.Locale, IsOutside = from.IsOutside };
    }

    /// <summary>Forgets everybody, where it shows that somebody who is remembered is gone.</summary>
    internal void ForgetAll()
    {
        people.ForgetAll();
        _noted.Clear();
    }

    private bool IsToBeNoted(PersonId person)
    {
        var now = clock.GetCurrentInstant();
        if (_noted.TryGetValue(person, out var at) && now - at < Often)
        {
            return false;
        }

        if (_noted.Count >= Capacity)
        {
            _noted.Clear();
        }

        _noted[person] = now;
        return true;
    }

    private async Task NoteAsync(PersonId person)
    {
        try
        {
            // It is not what the person waits for, nor does it end with their request.
            await time.AttendedAsync(person, CancellationToken.None);
        }
        catch (PersonGoneException)
        {
            // Erased meanwhile: nothing is kept of them, not even this.
        }
        catch (Exception exception)
        {
            LogUnnoted(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody noted that somebody was there, so a nudge may count as ignored")]
    private partial void LogUnnoted(Exception exception);
}
