using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Transcripts;

namespace MentorBot.IntegrationTests.Slack;

public class TranscriptTests
{
    [Fact]
    public async Task TellsAPersonsFirstMinutesInSlack()
    {
        using var output = new StringWriter();

        (await FirstMinutesInSlack.RunAsync(output, BotProcess.Built, NoHurry.Factor)).ShouldBeTrue(output.ToString());

        var told = output.ToString();
        told.ShouldContain(
            """
            ▶ Ana types /mentor start in #team, where the bot is not yet
              only Ana sees:
              │ ## Hello, ana
            """);
        told.ShouldContain("│ I'm not in this channel yet, so I can't post here by myself. To bring me in, type /invite @MentorBot.");
        told.ShouldContain(
            """
              everybody in #team reads:
              │ I can see why the date matters, and I want this out too. But I've gone through what's left and it doesn't all fit. If we do everything by Friday 12 March,
            """);
        told.ShouldContain("│ 2. Cut the scope. You get it by Friday 12 March without the CSV export, and we add that afterwards.");
        told.ShouldContain("│ ## My plan today");
        told.ShouldContain("│ Here's the closest I have.");
        told.ShouldContain("│ • /mentor cadence setup sets up a stand-up or a report for this channel.");
        told.ShouldContain("a modal, \"Set up this channel\":");
    }
}
