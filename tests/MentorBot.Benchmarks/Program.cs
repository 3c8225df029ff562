using System.Globalization;
using BenchmarkDotNet.Running;
using MentorBot.Benchmarks;
using MentorBot.Benchmarks.Slack;

// Without an argument everything runs that takes minutes; `means`, `tails`, `due` and `start` run one part. `due sqlite` and
// `due postgresql` measure one engine, and `--minute` gives the limited sink a whole minute; `start PROGRAM` starts another
// program than the one that was built along. `slack` sets the bot beside one on @slack/bolt, `slack endurance` loads it for ten
// minutes, or as many as it is told, and `slack fan-out` sends 5,000 nudges, or as many as it is told, within Slack's limits.
var half = args.FirstOrDefault();
if (half is SlackBot.Verb)
{
    return await SlackBot.RunAsync(args[1..]);
}

if (half is not (null or "means" or "tails" or "due" or "start" or "slack"))
{
    await Console.Error.WriteLineAsync("Usage: MentorBot.Benchmarks [means|tails|due [sqlite|postgresql] [--minute]|start [PROGRAM]|slack [endurance [MINUTES]|fan-out [NUDGES]]]");
    return 1;
}

if (half is null or "means")
{
    BenchmarkRunner.Run<CommandBenchmarks>();
}

if (half is null or "tails")
{
    await Tails.RunAsync();
}

if (half is null or "due")
{
    await Due.RunAsync(
        sqlite: !args.Contains("postgresql"), postgreSql: !args.Contains("sqlite"), wholeMinute: args.Contains("--minute"));
}

if (half is null or "start")
{
    await Starts.RunAsync(args.ElementAtOrDefault(1));
}

if (half is "slack")
{
    await (args.ElementAtOrDefault(1) switch
    {
        "endurance" => Endurance.RunAsync(args.ElementAtOrDefault(2) is { } minutes ? int.Parse(minutes, CultureInfo.InvariantCulture) : 10),
        "fan-out" => FanOut.RunAsync(args.ElementAtOrDefault(2) is { } nudges ? int.Parse(nudges, CultureInfo.InvariantCulture) : 5_000),
        _ => SideBySide.RunAsync(),
    });
}

return 0;
