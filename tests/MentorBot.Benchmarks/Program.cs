using System.Globalization;
using BenchmarkDotNet.Running;
using MentorBot.Benchmarks;
using MentorBot.Benchmarks.Discord;
using MentorBot.Benchmarks.Platforms;
using MentorBot.Benchmarks.Slack;

// Without an argument everything runs that takes minutes; `means`, `tails`, `due` and `start` run one part. `due sqlite` and
// `due postgresql` measure one engine, and `--minute` gives the limited sink a whole minute; `start PROGRAM` starts another
// program than the one that was built along. `slack` and `discord` set the bot beside one on the platform's own client library,
// with `endurance` they load it for ten minutes, and with `fan-out` they send 5,000 nudges, or as many as they are told, within the
// platform's limits; `--short` only shows that it runs.
string[] platforms = ["slack", "discord"];
var half = args.FirstOrDefault();
if (half is RunningBot.Verb)
{
    return await RunningBot.RunAsync(args[1..]);
}

if (half is not (null or "means" or "tails" or "due" or "start") && !platforms.Contains(half))
{
    await Console.Error.WriteLineAsync("Usage: MentorBot.Benchmarks [means|tails|due [sqlite|postgresql] [--minute]|start [PROGRAM]|slack|discord [endurance|fan-out [NUDGES]] [--short]]");
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

if (platforms.Contains(half))
{
    var isShort = args.Contains("--short");
    var nudges = int.TryParse(args.ElementAtOrDefault(2), CultureInfo.InvariantCulture, out var told) ? told : isShort ? 200 : 5_000;
    await ((half, args.ElementAtOrDefault(1)) switch
    {
        ("slack", "endurance") => SlackBenchmarks.EnduranceAsync(isShort),
        ("slack", "fan-out") => SlackBenchmarks.FanOutAsync(nudges),
        ("slack", _) => SlackBenchmarks.SideBySideAsync(isShort),
        (_, "endurance") => DiscordBenchmarks.EnduranceAsync(isShort),
        (_, "fan-out") => DiscordBenchmarks.FanOutAsync(nudges),
        _ => DiscordBenchmarks.SideBySideAsync(isShort),
    });
}

return 0;
