using MentorBot.Benchmarks.Platforms;
using MentorBot.Simulators.Slack;

namespace MentorBot.Benchmarks.Slack;

/// <summary>People in a workspace who type the same command all the time.</summary>
internal sealed class SlackLoad
{
    private const string Command = "/mentor script deadline-pushback";

    private readonly SlackPerson[] _people;
    private readonly SlackChannel _channel;
    private string? _expected;

    public SlackLoad(SlackSimulator slack, int people)
    {
        _people = [.. Enumerable.Range(0, people).Select(number => slack.AddPerson($"person{number}"))];
        _channel = slack.AddChannel("general", _people);
        Load = new Load(people, AskAsync, slack.AckLatency);
    }

    public Load Load { get; }

    /// <summary>What the bot acknowledges the command with, as JSON.</summary>
    public async Task<string> AnswerAsync()
    {
        var answer = await _people[0].TypesAsync(Command, _channel);
        var payload = answer.Payload ?? throw new InvalidOperationException($"No answer: {answer.Error}");
        _expected = payload.GetProperty("text").GetString();
        return payload.GetRawText();
    }

    /// <summary>Whatever is answered has to be what was answered first: an apology would be quicker.</summary>
    private async Task AskAsync(int person)
    {
        var answer = await _people[person].TypesAsync(Command, _channel);
        if (answer.Payload is not { } payload || !payload.GetProperty("text").ValueEquals(_expected))
        {
            throw new InvalidOperationException($"Somebody was not answered: {answer.Error ?? answer.Payload?.GetProperty("text").GetString()}.");
        }
    }
}
