using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Transcripts;

namespace MentorBot.IntegrationTests.Discord;

public class TranscriptTests
{
    [Fact]
    public async Task TellsAPersonsFirstMinutesInDiscord()
    {
        using var output = new StringWriter();

        (await FirstMinutesInDiscord.RunAsync(output, BotProcess.Built, NoHurry.Factor)).ShouldBeTrue(output.ToString());

        var told = output.ToString();
        told.ShouldContain(
            """
            ▶ Ana types /mentor start in #team
              only Ana sees:
              │ ## Hello, Ana
            """);
        told.ShouldContain("│ I don't know your time zone yet, so I go by UTC, which may be hours off. Which city's clock is yours? `/mentor settings zone:` and a few letters of it will do.");
        told.ShouldContain(
            """
            ▶ She types /mentor script, and "deadl" into its option
              │ Push back on a deadline
            """);
        told.ShouldContain(
            """
              everybody in #team reads:
              │ I can see why the date matters, and I want this out too. But I've gone through what's left and it doesn't all fit. If we do everything by Friday 12 March,
            """);
        told.ShouldContain("│ 2. **Cut the scope.** You get it by Friday 12 March without the CSV export, and we add that afterwards.");
        told.ShouldContain(
            """
              in the direct conversation:
              │ -# Here's the closest I have.
            """);
        told.ShouldContain("│ 1. **Push back on a deadline** · `/mentor script deadline-pushback`");
        told.ShouldContain(
            """
              a modal, "Start a plan":
              │ Your city, for its time zone:
            """);
        told.ShouldContain("Discord saw 0 mistakes in the protocol.");
    }
}
