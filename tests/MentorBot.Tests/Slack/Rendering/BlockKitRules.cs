using System.Text;
using System.Text.Json;
using MentorBot.Core.Messages;
using MentorBot.Slack.BlockKit;
using MentorBot.Slack.Rendering;
using MentorBot.Slack.Wire;

namespace MentorBot.Tests.Slack.Rendering;

/// <summary>Holds what goes to Slack to Slack's limits, from its JSON alone, so that it shares nothing with what is held to them.</summary>
internal static class BlockKitRules
{
    private static readonly string[] InMessages = ["section", "header", "divider", "context", "actions", "image", "table", "rich_text"];
    private static readonly string[] InModals = ["section", "header", "divider", "context", "actions", "image", "input", "rich_text"];
    private static readonly string[] InHomes = ["section", "header", "divider", "context", "actions", "image", "rich_text"];

    /// <summary>All that an answer becomes in Slack.</summary>
    public static void ShouldKeepTheLimitsOfSlack(this Answer answer, string what)
    {
        switch (answer)
        {
            case Reply reply:
                MessageRenderer.Render(reply.Blocks).ShouldKeepTheLimits(what);
                MessageRenderer.Render(reply.Post ?? []).ShouldKeepTheLimits(what);
                ViewRenderer.Reading("MentorBot", reply.Blocks, "metadata").ShouldKeepTheLimits(what);
                ViewRenderer.Home(reply.Blocks).ShouldKeepTheLimits(what);
                break;
            case Form form:
                ViewRenderer.Form(form, form.Token).ShouldKeepTheLimits(what);
                if (!form.Problems.IsEmpty)
                {
                    ViewRenderer.Errors(form).Errors.ShouldNotBeNull().Keys.ShouldBeSubsetOf(form.Fields.Select(field => field.Name), what);
                }

                break;
        }
    }

    public static void ShouldKeepTheLimits(this RenderedBlocks rendered, string what)
    {
        foreach (var message in rendered.Messages)
        {
            message.ShouldKeepTheLimits(what);
        }
    }

    public static void ShouldKeepTheLimits(this SlackMessage message, string what)
    {
        var check = new BlockKitChecker(what);
        check.Require(message.Text.Length > 0 && Encoding.UTF8.GetByteCount(message.Text) <= 4_000, "the fallback text within 4,000 bytes");
        check.Mrkdwn(message.Text);
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(message.Blocks, SlackJson.Default.ImmutableArrayLayoutBlock));
        check.Blocks(json.RootElement, 50, InMessages);
        check.Require(check.Text < 10_000, $"less than 10,000 characters in a message, not {check.Text}");
    }

    public static void ShouldKeepTheLimits(this View view, string what)
    {
        var check = new BlockKitChecker(what);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(view, SlackJson.Default.View);
        check.Require(bytes.Length < 250_000, "a view below 250 kB");
        using var json = JsonDocument.Parse(bytes);
        var root = json.RootElement;
        var isModal = root.GetProperty("type").GetString() == "modal";
        check.Blocks(root.GetProperty("blocks"), 100, isModal ? InModals : InHomes);
        if (isModal)
        {
            check.Plain(root.GetProperty("title"), 24, "a title");
            check.Plain(root.GetProperty("close"), 24, "a close button");
        }

        var hasInput = root.GetProperty("blocks").EnumerateArray().Any(block => block.GetProperty("type").GetString() == "input");
        check.Require(hasInput == root.TryGetProperty("submit", out var submit), "a submit button where there is something to fill in");
        if (hasInput)
        {
            check.Plain(submit, 24, "a submit button");
        }

        check.Require((view.PrivateMetadata ?? "").Length <= 3_000 && (view.CallbackId ?? "").Length <= 255, "short metadata and callback_id");
    }
}
