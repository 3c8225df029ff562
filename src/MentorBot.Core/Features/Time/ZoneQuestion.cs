using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Core.Features.Time;

/// <summary>
/// Asks by whose clock somebody is to be reached: those of whom nobody knows, and those whom the platform sees under another clock
/// than their own. It goes along with answers about their time and their plans, and is not asked again for a clock that they declined.
/// </summary>
internal sealed class ZoneQuestion(IPersonalTime people, ITeamTime teams, WorkingTimes times, IClock clock)
{
    private static readonly Duration Ahead = Duration.FromDays(366);

    /// <summary>The platform's zone for the person; null where it gives none, which it says as UTC.</summary>
    public static DateTimeZone? ReportedZone(Caller caller) => caller.Zone.Id is "UTC" or "Etc/UTC" ? null : ZoneNames.Find(caller.Zone.Id);

    /// <summary>Whether nobody knows by whose clock to reach somebody: not the platform, not the team, and they have not said.</summary>
    public static bool IsOpen(Caller caller, PersonalTime own, TeamTime team) => ReportedZone(caller) is null && own.Zone is null && team.Zone is null;

    /// <summary>Asks for a zone where nobody knows one.</summary>
    public static ImmutableArray<Block> AskWhere() =>
    [
        new Paragraph((Line)"I don't know your time zone yet, so I go by UTC, which may be hours off. Which city's clock is yours? "
            + Line.Code($"{CommandDefinition.Root} {SettingsFeature.CommandName} {WrittenTime.ZoneName}:") + " and a few letters of it will do."),
        new Buttons([new Button("Set my time zone", SettingsFeature.Zone.Token())]),
    ];

    /// <summary>As <see cref="IsOpen"/>, of somebody whose settings are still to be read.</summary>
    public async Task<bool> IsOpenAsync(Caller caller, CancellationToken cancellationToken) =>
        ReportedZone(caller) is null
        && IsOpen(caller, await people.OfAsync(caller.Person.Id, cancellationToken), await teams.OfAsync(caller.Workspace, cancellationToken));

    /// <summary>Has the zone that somebody named, or else the one that the platform knows, become theirs where they never chose one.</summary>
    public async Task SettleAsync(Caller caller, DateTimeZone? named, CancellationToken cancellationToken)
    {
        var own = await people.OfAsync(caller.Person.Id, cancellationToken);
        if (own.Zone is null && (named ?? ReportedZone(caller)) is { } zone)
        {
            await people.ChangeAsync(caller.Person.Id, own with { Zone = zone }, cancellationToken);
        }
    }

    /// <summary>The zone in which somebody reads times: where the platform sees them, else the one in which they are reached.</summary>
    public async Task<DateTimeZone> ReadsInAsync(Caller caller, CancellationToken cancellationToken) =>
        ReportedZone(caller) ?? (await times.OfAsync(caller.Workspace, caller.Person.Id, cancellationToken)).Zone;

    /// <summary>The question as an addition to another answer; empty where there is nothing to ask.</summary>
    public async Task<ImmutableArray<Block>> AskAsideAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (ReportedZone(caller) is null)
        {
            return await IsOpenAsync(caller, cancellationToken) ? AskWhere() : [];
        }

        var own = await people.OfAsync(caller.Person.Id, cancellationToken);
        var time = await times.OfAsync(caller.Workspace, cancellationToken);
        return Ask(caller, own, own.Zone ?? time.Zone, SettingsFeature.Aside);
    }

    /// <param name="zone">The zone by whose clock the person is reached.</param>
    /// <param name="where">The message that it stands in, which decides what a press does to that message.</param>
    public ImmutableArray<Block> Ask(Caller caller, PersonalTime own, DateTimeZone zone, string where)
    {
        if (ReportedZone(caller) is not { } reported || IsSameClock(reported, zone) || (own.DeclinedZone is { } declined && IsSameClock(reported, declined)))
        {
            return [];
        }

        return
        [
            new Paragraph($"You seem to be in {TimeWords.City(reported)} now: move your nudges?"),
            new Buttons([
                new Button($"Move to {TimeWords.City(reported)}", SettingsFeature.Move.Token(reported.Id, where), where == SettingsFeature.Aside ? ButtonStyle.Normal : ButtonStyle.Primary),
                new Button($"Stay on {TimeWords.City(zone)}", SettingsFeature.Stay.Token(reported.Id, where)),
            ]),
        ];
    }

    /// <summary>Whether two zones show the same time for a year from now.</summary>
    private bool IsSameClock(DateTimeZone one, DateTimeZone other)
    {
        var now = clock.GetCurrentInstant();
        return Clock(one).SequenceEqual(Clock(other));

        IEnumerable<(Instant, Offset)> Clock(DateTimeZone zone) =>
            zone.GetZoneIntervals(new Interval(now, now + Ahead)).Select(interval => (interval.HasStart ? Instant.Max(now, interval.Start) : now, interval.WallOffset));
    }
}
