using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <summary>A method of the Web API.</summary>
/// <param name="PerMinute">How often it may be called.</param>
/// <param name="Answer">Does it; the answer lacks only "ok".</param>
/// <param name="TakesJson">Whether it sees the arguments of a JSON body (Slack: the reading methods do not).</param>
internal sealed record ApiMethod(string Name, int PerMinute, Func<ApiCall, JsonObject> Answer, bool TakesJson = true)
{
    public const int Tier2 = 20;
    public const int Tier3 = 50;
    public const int Tier4 = 100;

    /// <summary>Slack: "several hundred a minute".</summary>
    public const int Special = 600;

    /// <summary>The scope that it needs whatever the arguments are.</summary>
    public string? Scope { get; init; }
}
