using MentorBot.Simulators.Transcripts;

// Starts the bot beside a simulated platform, and prints what a person's first five minutes there are like, or lets somebody try
// it by hand. The bot is built from its source, unless a program is named that has been built already.
switch (args)
{
    case ["slack", "talk", ..] when args.Length <= 3:
        await TalkInSlack.RunAsync(Console.In, Console.Out, args.ElementAtOrDefault(2));
        return 0;
    case ["discord", "talk", ..] when args.Length <= 3:
        await TalkInDiscord.RunAsync(Console.In, Console.Out, args.ElementAtOrDefault(2));
        return 0;
    case ["slack", ..] when args.Length <= 2:
        return await FirstMinutesInSlack.RunAsync(Console.Out, args.ElementAtOrDefault(1)) ? 0 : 1;
    case ["discord", ..] when args.Length <= 2:
        return await FirstMinutesInDiscord.RunAsync(Console.Out, args.ElementAtOrDefault(1)) ? 0 : 1;
    default:
        await Console.Error.WriteLineAsync("Usage: dotnet run --project tests/MentorBot.Simulators -- slack|discord [talk] [PROGRAM]");
        return 2;
}
