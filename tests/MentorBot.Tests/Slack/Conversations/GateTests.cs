using MentorBot.Slack.Receiving;
using MentorBot.Slack.Wire;
using MentorBot.Tests.Slack.Support;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Slack.Conversations;

/// <summary>What belongs to another workspace is not answered, and above all not as if it were this one's.</summary>
public sealed class GateTests : IDisposable
{
    private readonly SlackScene _slack = new(new ProbeFeature());

    public void Dispose() => _slack.Dispose();

    [Fact]
    public async Task AnswersNoCommandOfAnotherWorkspace()
    {
        (await _slack.ReceiveAsync(new CommandDelivery(_slack.Command("echo one") with { TeamId = "T2" }))).All.ShouldBe([null]);

        _slack.Api.Calls.ShouldBeEmpty();
        _slack.Log.Lines.ShouldContain(line => line.Message.Contains("also in a workspace that Slack:BotToken is not for", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("T2", false)]
    [InlineData("T1", true)]
    [InlineData(null, true)]
    public async Task AnswersAPressOfItsOwnWorkspaceAlone(string? team, bool isAnswered)
    {
        (await _slack.ActAsync(new Interaction
        {
            Type = Interaction.BlockActions,
            User = new UserReference("U1"),
            Team = team is null ? null : new TeamReference(team),
            Channel = new ChannelReference("C1", "general"),
            Container = new ActionContainer("5.0", "C1", IsEphemeral: false, ThreadTs: null),
            Actions = [new BlockAction { Type = "button", ActionId = "0", ActionTs = "1.1", Value = ProbeFeature.Two.Token("one", 2) }],
            ResponseUrl = "https://hooks/2",
        })).All.ShouldBe([null]);

        _slack.Api.Calls.Any(call => call.StartsWith("respond", StringComparison.Ordinal)).ShouldBe(isAnswered);
    }

    [Theory]
    [InlineData("T2", "", false)]
    [InlineData("T1", "T2", false)]
    [InlineData("T2", "T1", true)]
    public async Task AnswersAnEventThatIsToldToItsOwnWorkspace(string team, string authorized, bool isAnswered)
    {
        var to = authorized.Length == 0 ? string.Empty : $$"""
            "authorizations":[{"team_id":"{{authorized}}"}],
            """;
        await _slack.TellAsync($$"""{"type":"event_callback","team_id":"{{team}}",{{to}}"event_id":"Ev1","event":{"type":"message","channel_type":"im","user":"U1","channel":"D-ana","ts":"1.0","text":"echo one"} }""");

        _slack.Api.Calls.Contains("post D-ana: first=one rest=").ShouldBe(isAnswered);
    }
}
