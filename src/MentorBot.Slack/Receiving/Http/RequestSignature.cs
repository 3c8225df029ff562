using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace MentorBot.Slack.Receiving.Http;

/// <summary>Tells whether a request is Slack's, and of now.</summary>
internal sealed class RequestSignature(string signingSecret, IClock clock)
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string SignatureHeader = "X-Slack-Signature";

    private const string Version = "v0=";

    /// <summary>Slack: older, or newer, is somebody who recorded it.</summary>
    private static readonly Duration Window = Duration.FromMinutes(5);

    private readonly byte[] _key = Encoding.UTF8.GetBytes(signingSecret);

    public bool IsGood(string? timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > Instant.MaxValue.ToUnixTimeSeconds())
        {
            return false;
        }

        var age = clock.GetCurrentInstant() - Instant.FromUnixTimeSeconds(seconds);
        if (age > Window || age < -Window || signature is null || !signature.StartsWith(Version, StringComparison.Ordinal))
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return Convert.FromHexString(signature.AsSpan(Version.Length), given, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == given.Length
            && Sign(timestamp, body, expected)
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }

    private bool Sign(string timestamp, ReadOnlySpan<byte> body, Span<byte> signature)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(Encoding.ASCII.GetBytes($"v0:{timestamp}:"));
        hash.AppendData(body);
        return hash.TryGetHashAndReset(signature, out _);
    }
}
