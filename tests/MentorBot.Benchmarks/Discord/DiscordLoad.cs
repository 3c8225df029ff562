using MentorBot.Benchmarks.Platforms;
using MentorBot.Simulators.Discord;

namespace MentorBot.Benchmarks.Discord;

/// <summary>People in a server who use the same command all the time.</summary>
internal sealed class DiscordLoad
{
    private const string Command = "/mentor script id:deadline-pushback";

    /// <summary>To read an answer takes the simulator longer than to take it, so that it is done with one in so many.</summary>
    private const int ReadOneIn = 16;

    private readonly DiscordPerson[] _people;
    private readonly DiscordChannel _channel;
    private string? _expected;
    private int _answers;

    public DiscordLoad(DiscordSimulator discord, int people)
    {
        var acme = discord.AddGuild("Acme");
        _channel = acme.AddChannel("general");
        _people = [.. Enumerable.Range(0, people).Select(number => discord.AddPerson($"person{number}", acme))];
        Load = new Load(people, AskAsync, discord.AnswerLatency);
    }

    public Load Load { get; }

    /// <summary>Asks for the first time, and learns what the answer is.</summary>
    public async Task FirstAsync()
    {
        var answer = await _people[0].TypesAsync(Command, _channel);
        _expected = answer is { Error: null, Answer: AnswerType.Message, Message: { } message } ? message.Text : throw new InvalidOperationException($"No answer: {answer.Error ?? answer.Answer?.ToString()}");
    }

    /// <summary>Whatever is answered has to be what was answered first, and at once: an apology would be quicker.</summary>
    private async Task AskAsync(int person)
    {
        var answer = await _people[person].TypesAsync(Command, _channel);
        if (answer is not { Error: null, Answer: AnswerType.Message, Message: { } message }
            || (Interlocked.Increment(ref _answers) % ReadOneIn == 0 && message.Text != _expected))
        {
            throw new InvalidOperationException($"Somebody was not answered: {answer.Error ?? answer.Message?.Text ?? answer.Answer?.ToString()}.");
        }
    }
}
