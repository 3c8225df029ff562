using BenchmarkDotNet.Running;
using MentorBot.Benchmarks;

// Without an argument everything runs; `means` and `tails` run one half.
var half = args.FirstOrDefault();
if (half is not (null or "means" or "tails"))
{
    await Console.Error.WriteLineAsync("Usage: MentorBot.Benchmarks [means|tails]");
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

return 0;
