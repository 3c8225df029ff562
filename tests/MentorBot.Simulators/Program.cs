using MentorBot.Simulators.Transcripts;

// Starts the bot beside a simulated platform, and prints what a person's first five minutes there are like.
if (args is not ["slack"])
{
    await Console.Error.WriteLineAsync("Usage: dotnet run --project tests/MentorBot.Simulators -- slack");
    return 2;
}

return await FirstMinutesInSlack.RunAsync(Console.Out) ? 0 : 1;
