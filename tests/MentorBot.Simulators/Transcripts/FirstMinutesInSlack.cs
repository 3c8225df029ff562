using MentorBot.Simulators.Slack;

namespace MentorBot.Simulators.Transcripts;

/// <summary>What somebody meets who has just installed the bot in Slack: every word is the bot's own, over Slack's own protocols.</summary>
public static class FirstMinutesInSlack
{
    private const string Script = "deadline-pushback";

    // The bot may have to be built first.
    private static readonly TimeSpan Building = TimeSpan.FromMinutes(3);

    /// <summary>True where Slack took every payload as it was, and saw no mistake in the protocol.</summary>
    /// <param name="timeFactor">How many times as long as the real one this Slack waits.</param>
    public static async Task<bool> RunAsync(TextWriter output, string? program = null, double timeFactor = 1)
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Patience = Building, TimeFactor = timeFactor });
        var ana = slack.AddPerson("ana", "Europe/Lisbon");
        var ben = slack.AddPerson("ben");
        var team = slack.AddChannel("team", withBot: false, isPrivate: false, ana, ben);
        await using var bot = BotProgram.Start(program, ("Slack:BotToken", slack.BotToken), ("Slack:AppToken", slack.AppToken), ("Slack:ApiUrl", slack.ApiUrl.ToString()));
        await bot.UntilAsync(slack.WaitForSocketsAsync());
        var told = new SlackTranscript(output);
        await StartAsync(ana, team, told);
        await PostAsync(ana, team, told);
        await AskAsync(ana, slack, told);
        await InviteAsync(ana, team, told);
        output.WriteLine();
        foreach (var refusal in slack.Refusals)
        {
            output.WriteLine($"Slack said no to {refusal}");
        }

        output.WriteLine($"Slack saw {slack.Violations.Count} mistakes in the protocol.");
        return slack.Violations.Count == 0 && !slack.Refusals.Any(IsOfContent);
    }

    // That the bot may not post in a channel where it is not yet is what Slack says to a good bot, too.
    private static bool IsOfContent(SlackRefusal refusal) => refusal.Messages.Count > 0 || refusal.Error.StartsWith("invalid_", StringComparison.Ordinal) || refusal.Error is "msg_too_long" or "no_text";

    private static async Task StartAsync(SlackPerson ana, SlackChannel team, SlackTranscript told)
    {
        told.Says("Ana types /mentor start in #team, where the bot is not yet");
        var hello = Answer(await ana.TypesAsync("/mentor start", team));
        told.Sees(hello);

        told.Says("She presses \"That's right\"");
        await ana.PressAsync(hello, "That's right");
        var goal = await ana.WaitForAsync(team, "Now to what you came for");
        told.Sees(goal);

        told.Says("She chooses \"I can't make the deadline\"");
        await ana.ChooseAsync(goal, goal.Elements.First(element => element.Type == "static_select").ActionId, Script);
        told.Sees(await ana.WaitForAsync(team, "Push back on a deadline"));
    }

    private static async Task PostAsync(SlackPerson ana, SlackChannel team, SlackTranscript told)
    {
        told.Says("She presses \"Fill in\", and fills in what is asked");
        await ana.PressAsync(await ana.WaitForAsync(team, "Push back on a deadline"), "Fill in");
        var form = await ana.WaitForModalAsync();
        told.Sees(form);
        foreach (var (field, words) in new[] { ("date", "Friday 12 March"), ("new-date", "Friday 26 March"), ("feature", "the CSV export") })
        {
            ana.Fills(form, field, words);
        }

        await ana.SubmitsAsync(form);
        var preview = await ana.WaitForAsync(team, "Nobody has seen this yet");
        told.Sees(preview);

        told.Says("She presses \"Post here\"");
        await ana.PressAsync(preview, "Post here");
        told.Sees(await ana.WaitForAsync(team, "Posted by"));
    }

    private static async Task AskAsync(SlackPerson ana, SlackSimulator slack, SlackTranscript told)
    {
        told.Says("She opens the bot's Home tab");
        ana.OpensHome();
        told.Sees(await ana.WaitForHomeAsync());

        told.Says("She writes to the bot: how do I push back on a deadline");
        ana.Says("how do I push back on a deadline");
        told.Sees(await slack.WaitForAsync("the bot answers", () => slack.DirectWith(ana).FromBot is [.., var last] ? last : null));
    }

    private static async Task InviteAsync(SlackPerson ana, SlackChannel team, SlackTranscript told)
    {
        told.Says("She invites the bot to #team");
        ana.InvitesBot(team);
        told.Sees(await ana.WaitForAsync(team, "/mentor cadence setup"));

        told.Says("She types /mentor cadence setup");
        await ana.TypesAsync("/mentor cadence setup", team);
        told.Sees(await ana.WaitForModalAsync());
    }

    private static SlackMessage Answer(SlackInteraction interaction) =>
        interaction.Message ?? throw new InvalidOperationException($"Nothing came: {interaction.Error}.");
}
