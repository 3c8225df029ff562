using System.Text.Json.Nodes;
using MentorBot.Simulators.Slack;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>The Web API fails as it is told to, before or after it did what was asked.</summary>
public class WebApiFaultTests
{
    [Theory]
    [InlineData(FaultKind.RateLimited, 0)]
    [InlineData(FaultKind.ErrorBefore, 0)]
    [InlineData(FaultKind.DropBefore, 0)]
    [InlineData(FaultKind.ErrorAfter, 1)]
    [InlineData(FaultKind.InternalErrorAfter, 1)]
    [InlineData(FaultKind.DropAfter, 1)]
    [InlineData(FaultKind.Slow, 1)]
    public async Task FailsBeforeOrAfterTheMessageIsThere(FaultKind kind, int messages)
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        await using var client = new RawClient(slack);
        slack.Faults.Next("chat.postMessage", kind);

        try
        {
            var answer = await client.PostAsync("chat.postMessage", new JsonObject { ["channel"] = ana.Id, ["text"] = "hi" });
            answer["ok"]!.GetValue<bool>().ShouldBe(kind == FaultKind.Slow);
        }
        catch (HttpRequestException)
        {
            (kind is FaultKind.DropBefore or FaultKind.DropAfter).ShouldBeTrue();
        }

        slack.DirectWith(ana).FromBot.Count.ShouldBe(messages);
        slack.Refusals.ShouldBeEmpty();
        (await client.PostAsync("chat.postMessage", new JsonObject { ["channel"] = ana.Id, ["text"] = "hi" }))["ok"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task FailsBySeededChance()
    {
        var first = await Failures(7);
        first.ShouldBe(await Failures(7));
        first.ShouldNotBe(await Failures(8));
        first.Count(failed => failed).ShouldBeInRange(5, 25);

        static async Task<bool[]> Failures(int seed)
        {
            await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Seed = seed });
            await using var client = new RawClient(slack);
            slack.Faults.Chance("*", 0.4, new Fault(FaultKind.InternalErrorAfter));
            var failed = new bool[40];
            for (var call = 0; call < failed.Length; call++)
            {
                failed[call] = !(await client.PostAsync("auth.test", []))["ok"]!.GetValue<bool>();
            }

            slack.Faults.Drawn.ShouldBe(failed.Count(one => one));
            return failed;
        }
    }
}
