namespace MentorBot.IntegrationTests.FaultSchedules;

/// <summary>What somebody was told in place of answers: each apology is for one thing.</summary>
/// <param name="read">All messages of the bot that they read.</param>
/// <param name="sorry">What the bot says where it could not do what was asked, whatever that was.</param>
internal sealed class FaultApologies(IEnumerable<string> read, params string[] sorry)
{
    public const string Interrupted = "I was interrupted in the middle of ";
    public const string APress = "what you pressed";
    public const string AForm = "the form you sent";

    private readonly List<string> _left = [.. read.Where(text => IsOf(text, sorry) || IsOf(text, Interrupted))];

    /// <summary>Whether there is one for something, which nothing else is excused by then.</summary>
    /// <param name="what">What the bot calls it where it was interrupted in it; null for what it promises nothing for.</param>
    public bool Take(string? what)
    {
        var at = what is null ? -1 : _left.FindIndex(text => IsOf(text, $"{Interrupted}{what}, so it may not have happened"));
        at = at < 0 ? _left.FindIndex(text => IsOf(text, sorry)) : at;
        if (at >= 0)
        {
            _left.RemoveAt(at);
        }

        return at >= 0;
    }

    private static bool IsOf(string text, params string[] words) => words.Any(one => text.Contains(one, StringComparison.Ordinal));
}
