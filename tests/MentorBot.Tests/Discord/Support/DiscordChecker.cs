using System.Text;
using System.Text.Json;

namespace MentorBot.Tests.Discord.Support;

/// <summary>Holds components to Discord's limits, from their JSON alone, so that it shares nothing with what is held to them.</summary>
internal sealed class DiscordChecker(string what)
{
    private readonly HashSet<string> _customIds = new(StringComparer.Ordinal);
    private readonly HashSet<int> _ids = [];
    private int _components;
    private int _text;
    private int _bytes;

    public List<string> Texts { get; } = [];

    public List<string> Attachments { get; } = [];

    public static int Count(string text) => text.EnumerateRunes().Count();

    public void Require(bool holds, string rule)
    {
        if (!holds)
        {
            Assert.Fail($"Expected {rule}, in {(what.Length > 300 ? what[..300] : what)}");
        }
    }

    public void Message(JsonElement components)
    {
        Require(components.GetArrayLength() > 0, "a message with something in it");
        foreach (var component in components.EnumerateArray())
        {
            TopLevel(component);
        }

        Require(_components <= 40, $"at most 40 components, not {_components}");
        Require(_text <= 4_000, $"at most 4,000 characters, not {_text}");
        Require(_bytes <= 10_170, $"at most 10,170 bytes, not {_bytes}");
    }

    public void Modal(JsonElement data)
    {
        Within(data.GetProperty("custom_id").GetString()!, 100, "a modal's custom_id");
        Within(data.GetProperty("title").GetString()!, 45, "a modal's title");
        var labels = data.GetProperty("components").EnumerateArray().ToArray();
        Require(labels.Length is >= 1 and <= 5, "one to five components in a modal");
        foreach (var label in labels)
        {
            Require(label.GetProperty("type").GetInt32() == 18, "labels in a modal");
            Within(label.GetProperty("label").GetString()!, 45, "a label");
            if (label.TryGetProperty("description", out var description))
            {
                Within(description.GetString()!, 100, "a label's description");
            }

            Input(label.GetProperty("component"));
        }
    }

    private void TopLevel(JsonElement component)
    {
        Begin(component);
        switch (component.GetProperty("type").GetInt32())
        {
            case 1:
                Row(component.GetProperty("components"));
                break;
            case 10:
                var text = component.GetProperty("content").GetString()!;
                Within(text, 4_000, "a text");
                Require(!string.IsNullOrWhiteSpace(text), "a text with something to read");
                _text += Count(text);
                _bytes += Encoding.UTF8.GetByteCount(text) + 12;
                Texts.Add(text);
                break;
            case 12:
                var items = component.GetProperty("items").EnumerateArray().ToArray();
                Require(items.Length is >= 1 and <= 10, "one to ten pictures");
                foreach (var item in items)
                {
                    var url = item.GetProperty("media").GetProperty("url").GetString()!;
                    Require(url.StartsWith("http", StringComparison.Ordinal) && url.Length <= 2_048, "an address of a picture");
                    Require(!item.TryGetProperty("description", out var description) || Count(description.GetString()!) is >= 1 and <= 1_024, "a short description");
                }

                break;
            case 13:
                var file = component.GetProperty("file").GetProperty("url").GetString()!;
                Require(file.StartsWith("attachment://", StringComparison.Ordinal), "a file of the message");
                Attachments.Add(file["attachment://".Length..]);
                break;
            case 14:
                Require(!component.TryGetProperty("spacing", out var spacing) || spacing.GetInt32() is 1 or 2, "a spacing of 1 or 2");
                break;
            case var type:
                Require(false, $"a component that may be in a message, not {type}");
                break;
        }
    }

    private void Row(JsonElement components)
    {
        var all = components.EnumerateArray().ToArray();
        var isButtons = all.All(one => one.GetProperty("type").GetInt32() == 2);
        Require(isButtons ? all.Length is >= 1 and <= 5 : all.Length == 1, "one to five buttons or one select in a row");
        foreach (var component in all)
        {
            Begin(component);
            CustomId(component);
            if (isButtons)
            {
                Within(component.GetProperty("label").GetString()!, 80, "a button's label");
                Require(component.GetProperty("style").GetInt32() is >= 1 and <= 4, "a style with a custom_id");
                continue;
            }

            Require(component.GetProperty("type").GetInt32() == 3, "a select of texts");
            Select(component);
            Require(!component.TryGetProperty("required", out _), "no required in a message");
        }
    }

    private void Select(JsonElement select)
    {
        var options = select.GetProperty("options").EnumerateArray().ToArray();
        Require(options.Length is >= 1 and <= 25, "one to 25 options");
        foreach (var option in options)
        {
            Within(option.GetProperty("label").GetString()!, 100, "an option's label");
            Within(option.GetProperty("value").GetString()!, 100, "an option's value");
        }

        Require(options.DistinctBy(option => option.GetProperty("value").GetString()).Count() == options.Length, "each value once");
        if (select.TryGetProperty("placeholder", out var placeholder))
        {
            Within(placeholder.GetString()!, 150, "a placeholder");
        }

        var least = select.TryGetProperty("min_values", out var min) ? min.GetInt32() : 1;
        var most = select.TryGetProperty("max_values", out var max) ? max.GetInt32() : 1;
        Require(least >= 0 && most >= Math.Max(1, least) && most <= options.Length, "so many values as there are options");
        Require(options.Count(option => option.TryGetProperty("default", out var chosen) && chosen.GetBoolean()) <= most, "no more chosen than may be");
    }

    private void Input(JsonElement input)
    {
        CustomId(input);
        Require(!input.TryGetProperty("disabled", out _) && !input.TryGetProperty("label", out _), "neither disabled nor a label of its own");
        var isRequired = !input.TryGetProperty("required", out var required) || required.GetBoolean();
        Require(!isRequired || !input.TryGetProperty("min_values", out var min) || min.GetInt32() >= 1, "at least one value where it is required");
        switch (input.GetProperty("type").GetInt32())
        {
            case 3:
                Select(input);
                break;
            case 4:
                Require(input.GetProperty("style").GetInt32() is 1 or 2, "a style of 1 or 2");
                var most = input.TryGetProperty("max_length", out var max) ? max.GetInt32() : 4_000;
                Require(most is >= 1 and <= 4_000, "a max_length of 1 to 4,000");
                Require(!input.TryGetProperty("value", out var value) || Count(value.GetString()!) <= most, "a value that fits");
                Require(!input.TryGetProperty("placeholder", out var placeholder) || Count(placeholder.GetString()!) is >= 1 and <= 100, "a short placeholder");
                break;
            case 5 or 8:
                if (input.TryGetProperty("default_values", out var defaults))
                {
                    Require(defaults.GetArrayLength() <= 1 && defaults.EnumerateArray().All(one => ulong.TryParse(one.GetProperty("id").GetString(), out _)), "one default that is an id");
                }

                break;
            case var type:
                Require(false, $"an input that may be in a modal, not {type}");
                break;
        }
    }

    private void Begin(JsonElement component)
    {
        _components++;
        Require(!component.TryGetProperty("id", out var id) || id.GetInt32() == 0 || _ids.Add(id.GetInt32()), "each id once");
    }

    private void CustomId(JsonElement component)
    {
        var id = component.GetProperty("custom_id").GetString()!;
        Within(id, 100, "a custom_id");
        Require(_customIds.Add(id), "each custom_id once");
    }

    private void Within(string text, int limit, string rule) => Require(!string.IsNullOrWhiteSpace(text) && Count(text) <= limit, $"{rule} of 1 to {limit} characters");
}
