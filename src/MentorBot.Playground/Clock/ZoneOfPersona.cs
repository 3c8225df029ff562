using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Playground.Chat;
using NodaTime;

namespace MentorBot.Playground.Clock;

/// <summary>Tells where somebody lives: what they set, else what the team set, else what their browser says.</summary>
internal sealed class ZoneOfPersona(PeopleDirectory people, IPersonalTime personal, ITeamTime teams)
{
    public async Task<DateTimeZone> FindAsync(Persona persona, DateTimeZone browser, CancellationToken cancellationToken)
    {
        var person = await people.FindAsync(new Identity(Channel.Workspace, persona.Id), cancellationToken);
        var own = person is null ? null : (await personal.OfAsync(person.Id, cancellationToken)).Zone;
        return own ?? (await teams.OfAsync(Channel.Workspace, cancellationToken)).Zone ?? browser;
    }
}
