using MentorBot.IntegrationTests.FaultSchedules;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>The bot dies over what Discord was told to wait for, and what a person reads then.</summary>
public sealed class FaultAnswerTests() : FaultScene(new SimulatorOptions { Patience = TimeSpan.FromSeconds(15), TimeFactor = NoHurry.Factor })
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await StartBotAsync("bot.db");
    }

    /// <summary>Discord counts it as answered by then, and says nothing.</summary>
    [Fact]
    public async Task APressThatDiscordWaitsForAndThatTheBotDiesOverIsToldByTheNext()
    {
        var card = await FinishedAsync(() => Ana.TypesAsync("/mentor script id:deadline-pushback", General));
        var preview = await FinishedAsync(() => Ana.PressAsync(card, "Post as it is"));
        Discord.Faults.Next("POST /channels/{channel}/messages", new Fault(FaultKind.Slow) { Delay = TimeSpan.FromSeconds(30) }, times: 50);
        (await Ana.PressAsync(preview, "Post with its blanks")).Error.ShouldBeNull(Log.ToString());
        Bots[0].Crash(Folder.File("left.db"));
        Discord.Faults.Clear();
        await StartBotAsync("left.db");

        await Discord.WaitUntilAsync("ana is told", () => Apologies.Count > 0);
        Apologies.ShouldHaveSingleItem().Shown.ShouldBe("I was interrupted in the middle of what you pressed, so it may not have happened. Have a look, and do it once more if it didn't.");

        // No later life of the bot tells it again.
        await Bots[1].StopAsync();
        await StartBotAsync("left.db");
        await Bots[2].StopAsync();
        Apologies.ShouldHaveSingleItem(Log.ToString());
        General.FromBot.ShouldBeEmpty();
    }

    private List<DiscordMessage> Apologies => [.. Ana.Sees(General).Where(message => message.Shown.Contains(FaultApologies.Interrupted, StringComparison.Ordinal))];

    private static async Task<DiscordMessage> FinishedAsync(Func<Task<DiscordInteraction>> act) => await (await FaultPerson.UntilOkAsync(act)).FinishedAsync();

    private async Task StartBotAsync(string database)
    {
        await StartAsync(database);
        await AnsweredAsync();
    }
}
