using BenchmarkDotNet.Running;
using MentorBot.Benchmarks;

// Without an argument everything runs; `means`, `tails`, `due` and `start` run one part. `due sqlite` and `due postgresql`
// measure one engine, and `--minute` gives the limited sink a whole minute; `start PROGRAM` starts another program than the
// one that was built along.
var half = args.FirstOrDefault();
if (half is not (null or "means" or "tails" or "due" or "start"))
{
    await Console.Error.WriteLineAsync("Usage: MentorBot.Benchmarks [means|tails|due [sqlite|postgresql] [--minute]|start [PROGRAM]]");
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

return 0;
