namespace MentorBot.IntegrationTests.Support;

/// <summary>For a simulated platform where only words count: its deadlines have tests of their own, and a busy machine is no fault of the bot's.</summary>
internal static class NoHurry
{
    /// <summary>How much longer than the real one such a platform waits.</summary>
    public const int Factor = 10;
}
