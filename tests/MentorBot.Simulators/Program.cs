using MentorBot.Simulators.Transcripts;

// Starts the bot beside a simulated platform, and prints what a person's first five minutes there are like. The bot is built
// from its source, unless a program is named that has been built already.
if (args is not ["slack"] and not ["slack", _])
{
    await Console.Error.WriteLineAsync("Usage: dotnet run --project tests/MentorBot.Simulators -- slack [PROGRAM]");
    return 2;
}

return await FirstMinutesInSlack.RunAsync(Console.Out, args.ElementAtOrDefault(1)) ? 0 : 1;
