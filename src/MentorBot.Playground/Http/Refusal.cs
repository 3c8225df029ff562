namespace MentorBot.Playground.Http;

/// <summary>A request that can't be met, with a sentence for the person who made it.</summary>
internal sealed class Refusal(int status, string sentence) : Exception(sentence)
{
    public int Status { get; } = status;
}
