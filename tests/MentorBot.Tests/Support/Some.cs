using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Tests.Support;

/// <summary>Any valid value of what an adapter sends.</summary>
internal static class Some
{
    public static readonly Workspace Team = new("test", "team");

    public static readonly Place General = new(Team, "general");

    public static readonly Place Random = new(Team, "random");

    public static Place DirectWith(string user) => new(Team, $"dm-{user}", IsDirect: true);

    public static Identity Identity(string user) => new(Team, user);

    public static Sender Sender(string user = "ana", Place? place = null, Role role = Role.Member, DateTimeZone? zone = null) =>
        new(Identity(user), char.ToUpperInvariant(user[0]) + user[1..], place ?? General, role, zone ?? DateTimeZone.Utc);

    public static TypedLine Line(string text, string user = "ana", Place? place = null, Role role = Role.Member) => new(Sender(user, place, role), text);

    public static Press Press(string token, string user = "ana", Place? place = null, Role role = Role.Member, params ImmutableArray<string> values) =>
        new(Sender(user, place, role), token, values);

    public static Submission Submission(string token, IReadOnlyDictionary<string, string> values, int? page = null, string user = "ana", Place? place = null, Role role = Role.Member) =>
        new(Sender(user, place, role), token, values, page);

    public static Dictionary<string, string> Values(params (string Name, string Value)[] values) =>
        values.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
}
