using System.Text.Json;
using BenchmarkDotNet.Attributes;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;

namespace MentorBot.Benchmarks;

/// <summary>Content commands, from the typed line to the bytes that a surface is sent.</summary>
[MemoryDiagnoser]
[SimpleJob(warmupCount: 5, iterationCount: 12)]
public class CommandBenchmarks
{
    // Each is asked for once in four seconds by the stepping clock: within their thirty a minute.
    private const int People = 20;

    private readonly Sender[] _people = [.. Enumerable.Range(0, People).Select(BenchmarkBot.Sender)];
    private BenchmarkBot _bot = null!;
    private Dispatcher _dispatcher = null!;
    private int _next;

    [GlobalSetup]
    public async Task StartAsync()
    {
        _bot = await BenchmarkBot.StartAsync();
        _dispatcher = _bot.Get<Dispatcher>();
        for (var i = 0; i < 100 * People; i++)
        {
            var answer = await AnswerAsync("/mentor help");
            if (!answer.AsSpan().StartsWith("{\"answer\":\"reply\",\"blocks\":[{\"type\":\"heading\""u8))
            {
                throw new InvalidOperationException("The measurement would be of a refusal.");
            }
        }
    }

    [GlobalCleanup]
    public async Task StopAsync() => await _bot.DisposeAsync();

    [Benchmark(Description = "script deadline-pushback")]
    public Task<byte[]> Script() => AnswerAsync("/mentor script deadline-pushback");

    [Benchmark(Description = "checklist project-onboarding")]
    public Task<byte[]> Checklist() => AnswerAsync("/mentor checklist project-onboarding");

    [Benchmark(Description = "say that's not my job")]
    public Task<byte[]> Say() => AnswerAsync("/mentor say that's not my job");

    [Benchmark(Description = "find push back deadline")]
    public Task<byte[]> Find() => AnswerAsync("/mentor find push back deadline");

    [Benchmark(Description = "help")]
    public Task<byte[]> Help() => AnswerAsync("/mentor help");

    private async Task<byte[]> AnswerAsync(string line)
    {
        _next = (_next + 1) % People;
        var answer = await _dispatcher.HandleAsync(new TypedLine(_people[_next], line), CancellationToken.None);
        return JsonSerializer.SerializeToUtf8Bytes(answer, MessageJson.Default.Answer);
    }
}
