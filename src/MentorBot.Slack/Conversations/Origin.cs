using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace MentorBot.Slack.Conversations;

/// <summary>Where somebody asked, and by which ways the answer can come back to them.</summary>
/// <remarks>A view has no channel of its own, so that this goes along in its <c>private_metadata</c>.</remarks>
internal sealed record Origin
{
    /// <summary>Slack: <c>private_metadata</c> takes 3,000 characters.</summary>
    public const int LongestMetadata = 3_000;

    /// <summary>Slack: 30 minutes; less what an answer may take on its way.</summary>
    private static readonly Duration UrlLives = Duration.FromMinutes(29);

    [JsonPropertyName("u")]
    public required string User { get; init; }

    /// <summary>Null where they were in no conversation: in App Home, or at a global shortcut.</summary>
    [JsonPropertyName("c")]
    public string? Channel { get; init; }

    /// <summary>Whether the channel is the bot's own conversation with the person.</summary>
    [JsonPropertyName("d")]
    public bool IsDirect { get; init; }

    [JsonPropertyName("t")]
    public string? ThreadTs { get; init; }

    /// <summary>The message whose control was used.</summary>
    [JsonPropertyName("m")]
    public string? MessageTs { get; init; }

    /// <summary>Whether only this person sees the message.</summary>
    [JsonPropertyName("e")]
    public bool IsEphemeral { get; init; }

    [JsonPropertyName("r")]
    public string? ResponseUrl { get; init; }

    /// <summary>Since when there has been the <see cref="ResponseUrl"/>, in Unix seconds.</summary>
    [JsonPropertyName("b")]
    public long Since { get; init; }

    /// <summary>The modal whose control was used.</summary>
    [JsonPropertyName("v")]
    public string? ViewId { get; init; }

    /// <summary>Whether it began in App Home, which is to show what has changed.</summary>
    [JsonPropertyName("h")]
    public bool IsHome { get; init; }

    /// <summary>What the first message of the answer can be found by, where the bot may have died before it answered.</summary>
    [JsonIgnore]
    public long? AnswerKey { get; init; }

    /// <summary>Whether it may have been answered before, which the answer then says.</summary>
    [JsonIgnore]
    public bool MayBeAnswered { get; init; }

    /// <summary>Whether there is a message whose control was used.</summary>
    [JsonIgnore]
    public bool HasMessage => MessageTs is not null && Channel is not null;

    /// <summary>Whether what is said goes into the direct conversation to stay, rather than to one person's screen until it is loaded anew.</summary>
    [JsonIgnore]
    public bool Stays => IsDirect && (ResponseUrl is null || (HasMessage && !IsEphemeral));

    /// <summary>The <c>response_url</c> while Slack takes it.</summary>
    public string? LiveUrl(Instant now) => now - Instant.FromUnixTimeSeconds(Since) < UrlLives ? ResponseUrl : null;

    public string ToMetadata()
    {
        var written = JsonSerializer.Serialize(this, OriginJson.Default.Origin);
        return written.Length <= LongestMetadata ? written : JsonSerializer.Serialize(this with { ResponseUrl = null }, OriginJson.Default.Origin);
    }

    /// <summary>What a view was given; nothing but the person where it was given something else.</summary>
    public static Origin Of(string? metadata, string user)
    {
        try
        {
            return metadata is { Length: > 0 } && JsonSerializer.Deserialize(metadata, OriginJson.Default.Origin) is { } origin
                ? origin with { User = user }
                : new Origin { User = user };
        }
        catch (JsonException)
        {
            // A view of an older version.
            return new Origin { User = user };
        }
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Origin))]
internal sealed partial class OriginJson : JsonSerializerContext;
