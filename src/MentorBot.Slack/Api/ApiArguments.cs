using System.Text.Json.Serialization.Metadata;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Api;

/// <summary>The arguments of a call as a form, which Slack takes for every method; what is more than a word stands in it as JSON.</summary>
internal sealed class ApiArguments
{
    private readonly List<KeyValuePair<string, string>> _pairs = [];

    /// <summary>What is null is left out.</summary>
    public ApiArguments With(string name, string? value)
    {
        if (value is not null)
        {
            _pairs.Add(new(name, value));
        }

        return this;
    }

    public ApiArguments With<T>(string name, T value, JsonTypeInfo<T> type) => With(name, SlackJson.Text(value, type));

    public HttpContent ToContent() => new FormUrlEncodedContent(_pairs);
}
