using MentorBot.Simulators.Discord;

namespace MentorBot.Simulators.Transcripts;

/// <summary>What somebody meets who has just added the bot to a server: every word is the bot's own, over Discord's own protocols.</summary>
public static class FirstMinutesInDiscord
{
    // The bot may have to be built first.
    private static readonly TimeSpan Building = TimeSpan.FromMinutes(3);

    /// <summary>True where Discord took every payload as it was, and saw no mistake in the protocol.</summary>
    /// <param name="timeFactor">How many times as long as the real one this Discord waits.</param>
    public static async Task<bool> RunAsync(TextWriter output, string? program = null, double timeFactor = 1)
    {
        await using var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { Patience = Building, TimeFactor = timeFactor });
        var acme = discord.AddGuild("Acme");
        var ana = discord.AddPerson("ana", acme);
        var team = acme.AddChannel("team");
        await using var bot = BotProgram.Start(program, ("Discord:Token", discord.BotToken), ("Discord:ApiUrl", discord.ApiUrl.ToString()));
        await bot.UntilAsync(Task.WhenAll(discord.WaitForReadyAsync(), discord.WaitForCommandAsync("mentor")));
        var told = new DiscordTranscript(output, discord.Read);
        await StartAsync(ana, team, told);
        await PostAsync(ana, team, told);
        await AskAsync(ana, discord, told);
        await PlanAsync(ana, team, told);
        output.WriteLine();
        foreach (var refusal in discord.Refusals)
        {
            output.WriteLine($"Discord said no to {refusal}");
        }

        output.WriteLine($"Discord saw {discord.Violations.Count} mistakes in the protocol.");
        return discord.Violations.Count == 0 && discord.Refusals.Count == 0;
    }

    private static async Task StartAsync(DiscordPerson ana, DiscordChannel team, DiscordTranscript told)
    {
        told.Says("Ana types /mentor start in #team");
        told.Sees(await AnswerAsync(ana.TypesAsync("/mentor start", team)));

        told.Says("She types /mentor script, and \"deadl\" into its option");
        var completed = await ana.CompletesAsync("/mentor script id:deadl", team);
        foreach (var choice in completed.Choices)
        {
            told.Offers(choice.Name);
        }
    }

    private static async Task PostAsync(DiscordPerson ana, DiscordChannel team, DiscordTranscript told)
    {
        told.Says("She chooses the first");
        var script = await AnswerAsync(ana.TypesAsync("/mentor script id:deadline-pushback", team));
        told.Sees(script);

        told.Says("She presses \"Fill in\", and fills in what is asked");
        await ana.PressAsync(script, "Fill in");
        var form = await ana.WaitForModalAsync();
        told.Sees(form);
        foreach (var (field, words) in new[] { ("The date they want", "Friday 12 March"), ("The date you can make", "Friday 26 March"), ("What could be left out", "the CSV export") })
        {
            ana.Fills(form, field, words);
        }

        var preview = await AnswerAsync(ana.SubmitsAsync(form));
        told.Sees(preview);

        told.Says("She presses \"Post here\"");
        await ana.PressAsync(preview, "Post here");
        told.Sees(await ana.WaitForAsync(team, "Posted by"));
    }

    private static async Task AskAsync(DiscordPerson ana, DiscordSimulator discord, DiscordTranscript told)
    {
        told.Says("She writes to the bot: how do I push back on a deadline");
        ana.Says("how do I push back on a deadline");
        told.Sees(await discord.WaitForAsync("the bot answers", () => discord.DirectWith(ana).FromBot is [.., var last] ? last : null));
    }

    private static async Task PlanAsync(DiscordPerson ana, DiscordChannel team, DiscordTranscript told)
    {
        told.Says("She starts a plan; Discord tells nobody's time zone");
        var plan = await AnswerAsync(ana.TypesAsync("/mentor plan start id:mindset-shift", team));
        told.Sees(plan);

        told.Says("She presses \"Enrol\"");
        await ana.PressAsync(plan, "Enrol");
        var form = await ana.WaitForModalAsync();
        told.Sees(form);
    }

    private static async Task<DiscordMessage> AnswerAsync(Task<DiscordInteraction> asking)
    {
        var interaction = await asking;
        return interaction.Error is null ? await interaction.FinishedAsync() : throw new InvalidOperationException($"Nothing came: {interaction.Error}.");
    }
}
