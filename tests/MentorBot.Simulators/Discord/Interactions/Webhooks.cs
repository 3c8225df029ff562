namespace MentorBot.Simulators.Discord;

/// <summary>What a bot does after its first answer, by the interaction's token.</summary>
internal static class Webhooks
{
    private static readonly Bucket Original = new("sim5e0b0c1e7d2a4f3b8c9d", 5, 5);

    // Discord: follow-ups are counted by webhook and token.
    private static readonly Bucket FollowUps = new("sim7c1f0a9b3e5d4c2f6a8b", 5, 5);

    public static IEnumerable<RestRoute> Routes =>
    [
        new("POST", "/interactions/{interaction}/{token}/callback", Bucket: null, Callbacks.Answer),
        new("GET", "/webhooks/{app}/{token}/messages/@original", Original, call => RestAnswer.Of(OriginalOf(call).ToJson())),
        new("PATCH", "/webhooks/{app}/{token}/messages/@original", Original, call => Edit(call, OriginalOf(call))),
        new("DELETE", "/webhooks/{app}/{token}/messages/@original", Original, call => Delete(call, OriginalOf(call))),
        new("POST", "/webhooks/{app}/{token}", FollowUps, FollowUp),
        new("GET", "/webhooks/{app}/{token}/messages/{message}", FollowUps, call => RestAnswer.Of(MessageOf(call).ToJson())),
        new("PATCH", "/webhooks/{app}/{token}/messages/{message}", FollowUps, call => Edit(call, MessageOf(call))),
        new("DELETE", "/webhooks/{app}/{token}/messages/{message}", FollowUps, call => Delete(call, MessageOf(call))),
    ];

    private static RestAnswer FollowUp(RestCall call)
    {
        var interaction = InteractionOf(call);
        var body = new MessageBody(call.Body, call.Files);
        if (interaction.Message is { IsThinking: true } loading)
        {
            // Discord: the first follow-up after a deferred answer edits it and ignores its own flag.
            call.Discord.Messages.Edit(loading, body);
            return RestAnswer.Of(loading.ToJson());
        }

        const int settable = 4 | DiscordMessage.Ephemeral | DiscordMessage.SuppressNotifications | DiscordMessage.ComponentsV2;
        var message = call.Discord.Messages.Answer(interaction, body, body.Flags & settable);
        call.Discord.World.Change(() => interaction.FollowUpList.Add(message));
        return RestAnswer.Of(message.ToJson());
    }

    private static RestAnswer Edit(RestCall call, DiscordMessage message)
    {
        Judge.AgainstMessage(message, new MessageBody(call.Body, call.Files));
        call.Discord.Messages.Edit(message, new MessageBody(call.Body, call.Files));
        if (!call.Discord.Options.Remembers)
        {
            call.Discord.Interactions.Forget(InteractionOf(call));
        }

        return RestAnswer.Of(message.ToJson());
    }

    private static RestAnswer Delete(RestCall call, DiscordMessage message)
    {
        call.Discord.Messages.Delete(message);
        return RestAnswer.Nothing;
    }

    private static DiscordInteraction InteractionOf(RestCall call)
    {
        var interactions = call.Discord.Interactions;
        if (call["app"] != call.Discord.ApplicationId)
        {
            throw DiscordError.UnknownWebhook;
        }

        // Discord: HTTP 401, which is no word about the bot's own token.
        if (interactions.Find(call["token"]) is not { } interaction || interactions.IsTokenOver(interaction))
        {
            throw new DiscordError(401, 50027, "Invalid Webhook Token");
        }

        return interaction.Answer is null ? throw DiscordError.UnknownWebhook : interaction;
    }

    private static DiscordMessage OriginalOf(RestCall call) =>
        InteractionOf(call).Message is { IsDeleted: false } message ? message : throw DiscordError.UnknownMessage;

    private static DiscordMessage MessageOf(RestCall call)
    {
        var interaction = InteractionOf(call);
        var id = call["message"];
        return interaction.Message is { IsDeleted: false } original && original.Id == id ? original
            : interaction.FollowUps.FirstOrDefault(message => message.Id == id && !message.IsDeleted) ?? throw DiscordError.UnknownMessage;
    }
}
