using System.Runtime.CompilerServices;

namespace MentorBot.Tests.Support;

/// <summary>Waits for what another thread does, and fails where it never does it.</summary>
internal static class Until
{
    private const int Tries = 1_500;

    /// <param name="holds">What is waited for; it may move a clock.</param>
    public static async Task HoldsAsync(Func<bool> holds, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        for (var tried = 0; tried < Tries; tried++)
        {
            if (holds())
            {
                return;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"It never came to this: {what}");
    }
}
