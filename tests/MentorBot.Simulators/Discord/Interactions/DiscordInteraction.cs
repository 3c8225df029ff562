using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Discord;

/// <summary>Discord's numbers of interaction types.</summary>
public enum InteractionType
{
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    Modal = 5,
}

/// <summary>Discord's numbers of what a first answer is.</summary>
public enum AnswerType
{
    Message = 4,
    DeferredMessage = 5,
    DeferredUpdate = 6,
    Update = 7,
    Choices = 8,
    Modal = 9,
}

/// <summary>What a person did that the bot has to answer within three seconds, and what they saw of it.</summary>
public sealed class DiscordInteraction
{
    internal const string NoResponse = "The application did not respond";

    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DiscordSimulator? _discord;

    internal DiscordInteraction(DiscordSimulator discord, InteractionType type, DiscordPerson person, DiscordChannel channel)
        : this(person, channel)
    {
        _discord = discord;
        Type = type;
        Id = discord.Snowflakes.Next();
        Token = $"aW50ZXJhY3Rpb246{Id}OnNpbXVsYXRlZFRva2VuVGhhdElzQXNMb25nQXNEaXNjb3Jkc093bldoaWNoSXNBYm91dFR3b0h1bmRyZWRMZXR0ZXJz";
        At = discord.Options.Time.GetUtcNow();
    }

    private DiscordInteraction(DiscordPerson person, DiscordChannel channel)
    {
        Person = person;
        Channel = channel;
    }

    public string Id { get; } = "";

    public string Token { get; } = "";

    public InteractionType Type { get; } = InteractionType.Command;

    public DiscordPerson Person { get; }

    public DiscordChannel Channel { get; }

    /// <summary>The message whose button or menu was used.</summary>
    public DiscordMessage? Source { get; internal init; }

    /// <summary>What the person's client says went wrong; null when all is well.</summary>
    public string? Error { get; internal set; }

    /// <summary>What the first answer was; null when there was none.</summary>
    public AnswerType? Answer { get; internal set; }

    /// <summary>The message of the answer: a new one, or the one that it changed.</summary>
    public DiscordMessage? Message { get; internal set; }

    /// <summary>The modal of the answer.</summary>
    public DiscordModal? Modal { get; internal set; }

    /// <summary>What was offered for the option that is being typed.</summary>
    public IReadOnlyList<DiscordChoice> Choices { get; internal set; } = [];

    public IReadOnlyList<DiscordMessage> FollowUps => _discord?.World.Read(() => FollowUpList.ToList()) ?? [];

    public bool IsOk => Error is null;

    internal CommandType CommandType { get; init; } = CommandType.Slash;

    internal DateTimeOffset At { get; }

    internal long SentAt { get; } = Stopwatch.GetTimestamp();

    internal bool IsExpired { get; set; }

    internal List<DiscordMessage> FollowUpList { get; } = [];

    internal string? Focused { get; init; }

    internal Task First => _first.Task;

    internal Lock Turn { get; } = new();

    /// <summary>Waits until the answer is no "… is thinking" any more.</summary>
    public Task<DiscordMessage> FinishedAsync()
    {
        var discord = _discord ?? throw new InvalidOperationException(Error);
        return discord.WaitForAsync($"{Person.Name} has an answer", () => Message is { IsThinking: false } message ? message : null);
    }

    internal static DiscordInteraction Refused(DiscordPerson person, DiscordChannel channel, string error) => new(person, channel) { Error = error };

    internal void Complete() => _first.TrySetResult();
}

/// <summary>One thing that is offered for an option.</summary>
public sealed record DiscordChoice(string Name, JsonNode Value);
