using BenchmarkDotNet.Running;
using MentorBot.Benchmarks;

// Without an argument everything runs; `means`, `tails` and `due` run one part; `due sqlite` and `due postgresql` measure
// one engine, and `--minute` gives the limited sink a whole minute.
var half = args.FirstOrDefault();
if (half is not (null or "means" or "tails" or "due"))
{
    await Console.Error.WriteLineAsync("Usage: MentorBot.Benchmarks [means|tails|due [sqlite|postgresql] [--minute]]");
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

return 0;
