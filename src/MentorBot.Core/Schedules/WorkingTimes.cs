using System.Collections.Concurrent;
using MentorBot.Core.Content;
using MentorBot.Core.People;

namespace MentorBot.Core.Schedules;

/// <summary>Puts together when people and teams may be reached, from what they set and the holidays of the content.</summary>
public sealed class WorkingTimes(IPersonalTime people, ITeamTime teams, ContentLibrary library)
{
    private const int Capacity = 1_000;

    // Working out a year of holidays takes far longer than an occurrence, and most teams share a calendar with their last tick.
    private readonly ConcurrentDictionary<string, (ContentPack Pack, Holidays Holidays)> _holidays = new(StringComparer.Ordinal);

    public async Task<WorkingTime> OfAsync(Workspace workspace, CancellationToken cancellationToken) =>
        Of(await teams.OfAsync(workspace, cancellationToken));

    public async Task<WorkingTime> OfAsync(Workspace workspace, PersonId person, CancellationToken cancellationToken)
    {
        var time = (await OfAsync(workspace, cancellationToken)).For(await people.OfAsync(person, cancellationToken), []);
        var absences = await people.AbsencesAsync(person, NodaTime.LocalDate.MinIsoValue, cancellationToken);
        return time with { Calendar = time.Calendar with { Absences = [.. absences.Select(one => one.Absence)] } };
    }

    /// <summary>The working time of whoever receives something.</summary>
    public Task<WorkingTime> OfAsync(Recipient recipient, CancellationToken cancellationToken) => recipient is PersonRecipient(var workspace, var person)
        ? OfAsync(workspace, person, cancellationToken)
        : OfAsync(recipient.Workspace, cancellationToken);

    public WorkingTime Of(TeamTime team) => WorkingTime.Of(team, HolidaysOf(team));

    private Holidays HolidaysOf(TeamTime team)
    {
        if (team.Calendars.IsEmpty && team.Added.IsEmpty)
        {
            return Holidays.None;
        }

        var pack = library.Pack;
        var key = KeyOf(team);
        if (_holidays.TryGetValue(key, out var known) && known.Pack == pack)
        {
            return known.Holidays;
        }

        if (_holidays.Count >= Capacity)
        {
            _holidays.Clear();
        }

        var holidays = new Holidays(pack.All<HolidaySet>(), team.Calendars, team.Added, team.Removed);
        _holidays[key] = (pack, holidays);
        return holidays;
    }

    /// <summary>Each part with its length before it: a team names its days as it likes, and none may reach another team's.</summary>
    private static string KeyOf(TeamTime team) => string.Concat(
        new[] { $"{team.Calendars.Length}", $"{team.Added.Count}" }
            .Concat(team.Calendars)
            .Concat(team.Added.SelectMany(day => new[] { $"{day.Key:R}", day.Value }))
            .Concat(team.Removed.Order().Select(day => $"{day:R}"))
            .Select(part => $"{part.Length}:{part}"));
}
