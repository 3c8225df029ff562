namespace MentorBot.Core.Platforms;

/// <summary>Says whether a platform can reach the bot, for whoever looks after it.</summary>
public interface IReadiness
{
    /// <summary>What is in the way; null where nothing is.</summary>
    string? WhyNot();

    /// <summary>What there is where nothing is in the way, such as that it is connected.</summary>
    string Reached { get; }
}
