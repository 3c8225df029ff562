using System.Text.Json;
using MentorBot.Core.Messages;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Rest;
using MentorBot.Discord.Wire;

namespace MentorBot.Tests.Discord.Support;

/// <summary>Holds what goes to Discord to Discord's limits.</summary>
internal static class DiscordRules
{
    private const string LargestGuild = "18446744073709551615";

    private static readonly Showing Direct = new() { Guild = LargestGuild, FilesInPlace = true };

    /// <summary>All that an answer becomes in Discord, in a guild and in a direct conversation.</summary>
    public static void ShouldKeepTheLimitsOfDiscord(this Answer answer, string what)
    {
        switch (answer)
        {
            case Reply reply:
                MessageRenderer.Render(reply.Blocks).ShouldKeepTheLimits(what);
                MessageRenderer.Render(reply.Blocks, Direct).ShouldKeepTheLimits(what);
                MessageRenderer.Render(reply.Post ?? [], new Showing { FilesInPlace = true }).ShouldKeepTheLimits(what);
                break;
            case Form form:
                for (var page = 0; page < form.Pages.Length; page++)
                {
                    ModalRenderer.Form(form with { Page = page }).ShouldKeepTheLimits(what);
                    ModalRenderer.Form(form with { Page = page }, LargestGuild).ShouldKeepTheLimits(what);
                }

                MessageRenderer.Render(ModalRenderer.Between(form), Direct).ShouldKeepTheLimits(what);
                break;
        }
    }

    public static void ShouldKeepTheLimits(this RenderedBlocks rendered, string what)
    {
        foreach (var message in rendered.Messages)
        {
            message.ShouldKeepTheLimits(what);
            (message with { Components = MessageKey.Write(message.Components, long.MaxValue) }).ShouldKeepTheLimits(what);
        }
    }

    public static void ShouldKeepTheLimits(this DiscordMessage message, string what)
    {
        var check = new DiscordChecker(what);
        check.Message(Readable.Element(message.Components));
        check.Require(message.Files.Length <= 10 && message.Files.Select(file => file.Name).SequenceEqual(check.Attachments), "at most ten files, each shown");
        check.Require(message.Files.All(file => file.Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_')), "names that Discord keeps");

        // It pings those whom it says that it may ping, and nobody else.
        var called = check.Texts.SelectMany(text => ReadText.Of(text).References).ToArray();
        check.Require(message.Mentions.Length <= 100 && message.Mentions.All(id => called.Contains($"<@{id}>")), $"the mentions {string.Join(", ", message.Mentions)} in {string.Concat(check.Texts)}");
        check.Require(called.All(one => !one.StartsWith("<@", StringComparison.Ordinal) || message.Mentions.Length == 100 || message.Mentions.Contains(one[2..^1])), "nobody in the text whom it doesn't mention");
        check.Require(called.All(one => !one.StartsWith("<@&", StringComparison.Ordinal) && one is not ("@everyone" or "@here")), "no call for everybody");
    }

    public static void ShouldKeepTheLimits(this InteractionResponse modal, string what)
    {
        modal.Type.ShouldBe(9, what);
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(modal, DiscordJson.Default.InteractionResponse));
        new DiscordChecker(what).Modal(json.RootElement.GetProperty("data"));
    }
}
