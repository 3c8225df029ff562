using System.Diagnostics;
using MentorBot.Simulators.Slack;

namespace MentorBot.Benchmarks.Slack;

/// <summary>People who type the same command all the time, and look whether they are answered.</summary>
internal sealed class SlackLoad
{
    public const string Command = "/mentor script deadline-pushback";

    private readonly SlackSimulator _slack;
    private readonly SlackPerson[] _people;
    private readonly SlackChannel _channel;
    private string? _expected;

    public SlackLoad(SlackSimulator slack, int people)
    {
        _slack = slack;
        _people = [.. Enumerable.Range(0, people).Select(number => slack.AddPerson($"person{number}"))];
        _channel = slack.AddChannel("general", _people);
    }

    /// <summary>What the bot acknowledges the command with, as JSON.</summary>
    public async Task<string> AnswerAsync()
    {
        var answer = await _people[0].TypesAsync(Command, _channel);
        var payload = answer.Payload ?? throw new InvalidOperationException($"No answer: {answer.Error}");
        _expected = payload.GetProperty("text").GetString();
        return payload.GetRawText();
    }

    /// <summary>As fast as it goes, with a command of each person in flight; returns how many were answered.</summary>
    public async Task<int> RunAsync(TimeSpan duration)
    {
        var counts = await Task.WhenAll(_people.Select(person => Task.Run(async () =>
        {
            var started = Stopwatch.GetTimestamp();
            var answered = 0;
            for (; Stopwatch.GetElapsedTime(started) < duration; answered++)
            {
                Check(await person.TypesAsync(Command, _channel));
            }

            return answered;
        })));
        return counts.Sum();
    }

    /// <summary>So many each second, whether they were answered or not; what it took stands in the simulator's latency afterwards.</summary>
    public async Task PaceAsync(int rate, TimeSpan duration)
    {
        _slack.AckLatency.Clear();
        var sent = new List<Task>();
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < duration)
        {
            while (sent.Count < elapsed.TotalSeconds * rate)
            {
                sent.Add(OneAsync(_people[sent.Count % _people.Length]));
            }

            await timer.WaitForNextTickAsync();
        }

        await Task.WhenAll(sent);
    }

    private async Task OneAsync(SlackPerson person) => Check(await person.TypesAsync(Command, _channel));

    /// <summary>Whatever is answered has to be what was answered first: an apology would be quicker.</summary>
    private void Check(SlackInteraction answer)
    {
        if (answer.Payload is not { } payload || !payload.GetProperty("text").ValueEquals(_expected))
        {
            throw new InvalidOperationException($"Somebody was not answered: {answer.Error ?? answer.Payload?.GetProperty("text").GetString()}.");
        }
    }
}
