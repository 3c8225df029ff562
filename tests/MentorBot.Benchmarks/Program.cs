using BenchmarkDotNet.Running;
using MentorBot.Benchmarks;

// Without an argument everything runs; `means`, `tails` and `due` run one part, `due --minute` the limited sink for a whole minute.
var half = args.FirstOrDefault();
if (half is not (null or "means" or "tails" or "due"))
{
    await Console.Error.WriteLineAsync("Usage: MentorBot.Benchmarks [means|tails|due [--minute]]");
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
    await Due.RunAsync(args.Contains("--minute"));
}

return 0;
