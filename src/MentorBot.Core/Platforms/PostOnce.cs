using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace MentorBot.Core.Platforms;

/// <summary>Posts a message once: where the platform did not say whether it took it, it is looked for before it is posted again.</summary>
public sealed class PostOnce(IClock clock, TimeProvider time)
{
    /// <summary>A post that was on its way when the connection broke may take as long to show.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    /// <summary>The clocks of two machines differ.</summary>
    private static readonly Duration Leeway = Duration.FromMinutes(1);

    /// <summary>The moment since which a message may be there that is about to be posted.</summary>
    public Instant Since() => Since(clock.GetCurrentInstant());

    /// <summary>The moment since which a message may be there, by the time at which it was first tried.</summary>
    public static Instant Since(Instant firstTry) => firstTry - Leeway;

    /// <returns>A failure of the kind <see cref="ApiErrorKind.Unknown"/> where nobody can tell whether it is there.</returns>
    public async Task<ApiAnswer<T>> PostAsync<T>(Func<Task<ApiAnswer<T>>> post, Func<Task<ApiAnswer<Sought<T>>>> find, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await post();
        if (answer.Error is not { Kind: ApiErrorKind.Unknown } error)
        {
            return answer;
        }

        await Task.Delay(Settling, time, cancellationToken);
        return await PostAgainAsync(post, find, error);
    }

    /// <summary>Looks for what may be there from an earlier try, and posts it where it is not.</summary>
    /// <param name="error">What came of that try.</param>
    public static async Task<ApiAnswer<T>> PostAgainAsync<T>(Func<Task<ApiAnswer<T>>> post, Func<Task<ApiAnswer<Sought<T>>>> find, ApiError error)
        where T : class
    {
        var found = await find();
        if (!found.IsOk)
        {
            return ApiAnswer.Failed<T>(error with { After = found.Error.After });
        }

        return found.Value.Message is { } message ? ApiAnswer.Ok(message) : await post();
    }

    /// <summary>A key by which a message is found again that nobody else wants to find.</summary>
    public static long NewKey() => KeyOf(Guid.NewGuid().ToByteArray());

    /// <summary>The key of the answer to what was said, however often it is answered.</summary>
    public static long KeyOf(string said) => KeyOf(SHA256.HashData(Encoding.UTF8.GetBytes(said)));

    /// <summary>Below zero, so that none is ever taken for an entry of the outbox.</summary>
    private static long KeyOf(byte[] bytes) => -1 - (BitConverter.ToInt64(bytes) & long.MaxValue);
}

/// <summary>What came of a search.</summary>
/// <param name="Message">Null where it is not there.</param>
public sealed record Sought<T>(T? Message)
    where T : class;
