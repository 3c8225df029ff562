using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using MentorBot.Core.Messages;
using MentorBot.Playground;

namespace MentorBot.Tests.Playground;

/// <summary>The page shows all that a message can hold.</summary>
public sealed partial class PageFilesTests
{
    [Fact]
    public void EveryBlockHasARenderer()
    {
        var renderers = Table().Match(Read("blocks.js")).Groups["table"].Value;

        Keys().Matches(renderers).Select(key => key.Groups["key"].Value).ShouldBe(NamesOf<Block>(), ignoreOrder: true);
    }

    [Fact]
    public void EverySpanHasARenderer() =>
        Cases().Matches(Read("spans.js")).Select(one => one.Groups["name"].Value).ShouldBe(NamesOf<Span>(), ignoreOrder: true);

    /// <summary>A field without a control of its own is a line of text.</summary>
    [Fact]
    public void EveryFieldHasAControl() =>
        Cases().Matches(Read("fields.js")).Select(one => one.Groups["name"].Value).Append("text").ShouldBe(NamesOf<FormField>(), ignoreOrder: true);

    private static IEnumerable<string> NamesOf<T>() =>
        typeof(T).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(type => (string)type.TypeDiscriminator!);

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(PlaygroundServer).Assembly.GetManifestResourceStream(name).ShouldNotBeNull());
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^const renderers = \{\n(?<table>.*?)^\};", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Table();

    // What belongs to a key on further lines stands deeper.
    [GeneratedRegex(@"^  (?<key>\w+)[:,(]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Keys();

    [GeneratedRegex(@"case ""(?<name>[\w-]+)"":", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cases();
}
