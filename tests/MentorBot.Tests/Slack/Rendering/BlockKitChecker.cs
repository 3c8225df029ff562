using System.Text.Json;
using MentorBot.Core.Messages;

namespace MentorBot.Tests.Slack.Rendering;

/// <summary>Walks through blocks as JSON and fails at the first that Slack would not take.</summary>
internal sealed class BlockKitChecker(string what)
{
    private static readonly string[] InActions = ["button", "static_select", "checkboxes"];
    private static readonly string[] InInputs = ["plain_text_input", "number_input", "static_select", "datepicker", "timepicker", "users_select", "conversations_select"];

    public int Text { get; private set; }

    public void Blocks(JsonElement blocks, int most, string[] types)
    {
        var all = blocks.EnumerateArray().ToArray();
        Require(all.Length > 0 && all.Length <= most, $"1 to {most} blocks, not {all.Length}");
        var ids = all.Where(block => block.TryGetProperty("block_id", out _)).Select(block => block.GetProperty("block_id").GetString()!).ToArray();
        Require(ids.Distinct().Count() == ids.Length, "each block_id once");
        Require(ids.All(id => id.Length is > 0 and <= 255), "block_ids of 1 to 255 characters");
        Require(all.Count(block => Type(block) == "table") <= 1, "one table");
        foreach (var block in all)
        {
            Require(types.Contains(Type(block)), $"no {Type(block)} here");
            Block(block);
        }
    }

    private void Block(JsonElement block)
    {
        switch (Type(block))
        {
            case "header":
                Plain(block.GetProperty("text"), 150, "a header");
                break;
            case "section":
                var fields = Items(block, "fields", 10);
                Require(fields.All(field => AnyText(field, 2_000)), "fields of text");
                break;
            case "context":
                Require(Items(block, "elements", 10).All(element => AnyText(element, 3_000)), "a context of text");
                break;
            case "actions":
                Elements(Items(block, "elements", 25), InActions);
                break;
            case "image":
                Within(block.GetProperty("image_url").GetString()!, 3_000, "an address");
                Within(block.GetProperty("alt_text").GetString()!, 2_000, "an alt text");
                Escaped(block.GetProperty("alt_text").GetString()!);
                break;
            case "input":
                Plain(block.GetProperty("label"), 2_000, "a label");
                if (block.TryGetProperty("hint", out var hint))
                {
                    Plain(hint, 2_000, "a hint");
                }

                Elements([block.GetProperty("element")], InInputs);
                break;
            case "table":
                Table(block);
                break;
            case "rich_text":
                var before = Text;
                foreach (var part in Items(block, "elements", int.MaxValue))
                {
                    Part(part);
                }

                Require(Text - before <= 3_000, "a rich text of 3,000 characters");
                break;
        }
    }

    private void Table(JsonElement block)
    {
        var rows = Items(block, "rows", 100);
        var width = rows[0].GetArrayLength();
        Require(width is > 0 and <= 20 && rows.All(row => row.GetArrayLength() == width), "1 to 20 columns in every row");
        foreach (var cell in rows.SelectMany(row => row.EnumerateArray()))
        {
            Require(Type(cell) == "raw_text", "cells of text");
            Within(cell.GetProperty("text").GetString()!, 10_000, "a cell");
        }
    }

    private void Part(JsonElement part)
    {
        foreach (var element in Items(part, "elements", int.MaxValue))
        {
            switch (Type(part))
            {
                case "rich_text_list":
                    Require(Type(element) == "rich_text_section", "a list of sections");
                    Part(element);
                    break;
                case "rich_text_preformatted":
                    Require(Type(element) == "text", "text alone in code");
                    Within(element.GetProperty("text").GetString()!, 3_000, "code");
                    break;
                default:
                    Require(Type(part) is "rich_text_section" or "rich_text_quote", "a known part");
                    Inline(element);
                    break;
            }
        }
    }

    private void Inline(JsonElement element)
    {
        switch (Type(element))
        {
            case "text":
                Within(element.GetProperty("text").GetString()!, 3_000, "a text");
                break;
            case "link":
                var url = element.GetProperty("url").GetString()!;
                Within(url, 3_000, "an address");
                Require(url.StartsWith("http", StringComparison.OrdinalIgnoreCase), "an address of the web");
                if (element.TryGetProperty("text", out var words))
                {
                    Within(words.GetString()!, 3_000, "a link's text");
                }

                break;
            case "user":
                Require(element.GetProperty("user_id").GetString()![0] is 'U' or 'W', "a user's id");
                break;
            case "channel":
                Require(element.GetProperty("channel_id").GetString()![0] is 'C' or 'G', "a channel's id");
                break;
            case "date":
                Require(element.GetProperty("timestamp").GetInt64() != 0 && element.GetProperty("fallback").GetString()!.Length > 0, "a moment with a fallback");
                break;
            default:
                Require(false, $"no {Type(element)} in a line");
                break;
        }
    }

    private void Elements(JsonElement[] elements, string[] types)
    {
        var ids = elements.Select(element => element.GetProperty("action_id").GetString()!).ToArray();
        Require(ids.Distinct().Count() == ids.Length && ids.All(id => id.Length is > 0 and <= 255), "each action_id once, of 1 to 255 characters");
        foreach (var element in elements)
        {
            Require(types.Contains(Type(element)), $"no {Type(element)} here");
            switch (Type(element))
            {
                case "button":
                    Plain(element.GetProperty("text"), 75, "a button");
                    Require(element.GetProperty("value").GetString()!.Length is > 0 and <= 2_000, "a button's value");
                    break;
                case "static_select":
                    Options(element, 100, element.TryGetProperty("initial_option", out var one) ? [one] : []);
                    if (element.TryGetProperty("placeholder", out var placeholder))
                    {
                        Plain(placeholder, 150, "a placeholder");
                    }

                    break;
                case "checkboxes":
                    Options(element, 10, element.TryGetProperty("initial_options", out _) ? Items(element, "initial_options", 10) : []);
                    break;
                case "plain_text_input":
                    Require(!element.TryGetProperty("initial_value", out var text) || text.GetString()!.Length is > 0 and <= 3_000, "an initial value that fits");
                    break;
            }
        }
    }

    private void Options(JsonElement element, int most, JsonElement[] initial)
    {
        var options = Items(element, "options", most);
        foreach (var option in options)
        {
            Plain(option.GetProperty("text"), 75, "an option");
            Require(option.GetProperty("value").GetString()!.Length is > 0 and <= 150, "an option's value");
        }

        var known = options.Select(option => option.GetRawText()).ToArray();
        Require(initial.All(option => known.Contains(option.GetRawText())), "initial options that there are");
    }

    private bool AnyText(JsonElement text, int most)
    {
        if (Type(text) == "plain_text")
        {
            Plain(text, most, "a text");
            return true;
        }

        Require(text.GetProperty("verbatim").GetBoolean(), "no links that Slack makes by itself");
        Within(text.GetProperty("text").GetString()!, most, "a text");
        Mrkdwn(text.GetProperty("text").GetString()!);
        return Type(text) == "mrkdwn";
    }

    public void Plain(JsonElement text, int most, string rule)
    {
        Require(Type(text) == "plain_text", $"{rule} of plain text");
        Within(text.GetProperty("text").GetString()!, most, rule);
        Escaped(text.GetProperty("text").GetString()!);
    }

    /// <summary>Nothing in angle brackets but a person, a channel, a moment or an address.</summary>
    public void Mrkdwn(string text)
    {
        for (var open = text.IndexOf('<'); open >= 0; open = text.IndexOf('<'))
        {
            Escaped(text[..open]);
            var close = text.IndexOf('>', open);
            Require(close > open, "tokens that end");
            var token = text[(open + 1)..close];
            Require(
                token.StartsWith("@U", StringComparison.Ordinal) || token.StartsWith("@W", StringComparison.Ordinal) || token.StartsWith("#C", StringComparison.Ordinal)
                || token.StartsWith("#G", StringComparison.Ordinal) || token.StartsWith("!date^", StringComparison.Ordinal) || token.StartsWith("http", StringComparison.OrdinalIgnoreCase),
                $"no token <{token}>");
            text = text[(close + 1)..];
        }

        Escaped(text);
        foreach (var broadcast in (string[])["@channel", "@here", "@everyone"])
        {
            Require(!text.Contains(broadcast, StringComparison.OrdinalIgnoreCase), $"no bare {broadcast}");
        }
    }

    private void Escaped(string text)
    {
        Require(!text.AsSpan().ContainsAny('<', '>'), $"no bare angle bracket in {Limits.Shorten(text, 100)}");
        for (var at = text.IndexOf('&'); at >= 0; at = text.IndexOf('&', at + 1))
        {
            var rest = text.AsSpan(at);
            Require(rest.StartsWith("&amp;") || rest.StartsWith("&lt;") || rest.StartsWith("&gt;"), $"no bare ampersand in {Limits.Shorten(text, 100)}");
        }
    }

    private JsonElement[] Items(JsonElement of, string name, int most)
    {
        var items = of.GetProperty(name).EnumerateArray().ToArray();
        Require(items.Length > 0 && items.Length <= most, $"1 to {most} {name}");
        return items;
    }

    public void Within(string text, int most, string rule)
    {
        Text += rule == "the fallback text" ? 0 : text.Length;
        Require(text.Length > 0 && text.Length <= most, $"{rule} of 1 to {most} characters, not {text.Length}");
    }

    public void Require(bool holds, string rule)
    {
        if (!holds)
        {
            Assert.Fail($"Expected {rule} in {Limits.Shorten(what, 300)}");
        }
    }

    private static string Type(JsonElement element) => element.GetProperty("type").GetString()!;
}
