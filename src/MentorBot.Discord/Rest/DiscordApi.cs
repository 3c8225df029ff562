using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Wire;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Discord.Rest;

/// <summary>Says each call in Discord's terms, and reads what comes back.</summary>
internal sealed class DiscordApi : IDiscordApi, IDisposable
{
    private readonly RestOptions _options;
    private readonly RateLimits _limits;
    private readonly RestCaller _caller;
    private string? _bot;

    public DiscordApi(DiscordOptions discord, RestOptions options, HttpMessageInvoker http, TimeProvider time, ILogger<DiscordApi> log)
    {
        _options = options;
        _limits = new RateLimits(options, time);
        _caller = new RestCaller(new RestTransport(http, new Uri(discord.ApiUrl), discord.Token!, time), _limits, new Breaker(options, time, log), options, time, log);
    }

    public Task<ApiAnswer<GatewayInfo>> GatewayAsync(CancellationToken cancellationToken) => _caller.CallAsync(
        new RestCall(Route.Gateway, "gateway/bot"),
        RestJson.Default.GatewayReply,
        static reply => reply is { Url: { } url, SessionStartLimit: { } limit } ? new GatewayInfo(url, reply.Shards, limit.Remaining, Duration.FromMilliseconds(limit.ResetAfter)) : null,
        cancellationToken);

    public async Task<ApiAnswer<AppInfo>> AppAsync(CancellationToken cancellationToken)
    {
        var answer = await _caller.CallAsync(
            new RestCall(Route.App, "applications/@me"),
            RestJson.Default.AppReply,
            static reply => reply.Id is { } id ? new AppInfo(id, reply.Name ?? id, reply.Bot?.Id, reply.InteractionsEndpointUrl) : null,
            cancellationToken);
        if (answer.IsOk)
        {
            Volatile.Write(ref _bot, answer.Value.BotId ?? answer.Value.Id);
        }

        return answer;
    }

    public Task<ApiAnswer<Nothing>> OverwriteCommandsAsync(string app, ImmutableArray<CommandBody> commands, CancellationToken cancellationToken) =>
        _caller.CallAsync(new RestCall(Route.Commands, $"applications/{app}/commands", Content: RestBody.Of(commands, DiscordJson.Default.ImmutableArrayCommandBody)), cancellationToken);

    public Task<ApiAnswer<Nothing>> RespondAsync(string interaction, string token, InteractionResponse response, ImmutableArray<FileBlock> files, CancellationToken cancellationToken)
    {
        if (!files.IsDefaultOrEmpty && response.Data is { Attachments: null } data)
        {
            response = response with { Data = data with { Attachments = Attachments(files) } };
        }

        return _caller.CallAsync(Call(Route.Callback, $"interactions/{interaction}/{token}/callback", interaction, RestBody.Of(response, DiscordJson.Default.InteractionResponse, files), files), cancellationToken);
    }

    public Task<ApiAnswer<PostedMessage>> EditOriginalAsync(string app, string token, DiscordMessage message, CancellationToken cancellationToken) =>
        PostAsync(Route.EditOriginal, $"webhooks/{app}/{token}/messages/@original", $"{app}/{token}", Edit(message), message.Files, isDue: false, cancellationToken);

    public Task<ApiAnswer<Nothing>> DeleteOriginalAsync(string app, string token, CancellationToken cancellationToken) =>
        _caller.CallAsync(new RestCall(Route.DeleteOriginal, $"webhooks/{app}/{token}/messages/@original", $"{app}/{token}"), cancellationToken);

    public Task<ApiAnswer<PostedMessage>> FollowUpAsync(string app, string token, DiscordMessage message, bool ephemeral, CancellationToken cancellationToken)
    {
        var flags = MessageFlags.ComponentsV2 | (ephemeral ? MessageFlags.Ephemeral : 0);
        return PostAsync(Route.FollowUp, $"webhooks/{app}/{token}", $"{app}/{token}", New(message) with { Flags = flags }, message.Files, isDue: false, cancellationToken);
    }

    public Task<ApiAnswer<PostedMessage>> CreateMessageAsync(string channel, DiscordMessage message, long? key, bool isDue, CancellationToken cancellationToken)
    {
        // Without a key of its own a repetition still has to be known again.
        var nonce = key ?? BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
        var body = Keyed(New(message), key) with { Nonce = nonce.ToString(CultureInfo.InvariantCulture), EnforceNonce = true };
        return PostAsync(Route.CreateMessage, $"channels/{channel}/messages", channel, body, message.Files, isDue, cancellationToken);
    }

    public Task<ApiAnswer<PostedMessage>> EditMessageAsync(string channel, string message, DiscordMessage with, long? key, CancellationToken cancellationToken) =>
        PostAsync(Route.EditMessage, $"channels/{channel}/messages/{message}", channel, Keyed(Edit(with), key), with.Files, isDue: key is not null, cancellationToken);

    public Task<ApiAnswer<Nothing>> DeleteMessageAsync(string channel, string message, CancellationToken cancellationToken) =>
        _caller.CallAsync(new RestCall(Route.DeleteMessage, $"channels/{channel}/messages/{message}", channel), cancellationToken);

    public async Task<ApiAnswer<FoundMessage>> FindMessageAsync(string channel, long key, Instant oldest, CancellationToken cancellationToken)
    {
        var bot = Volatile.Read(ref _bot);
        if (bot is null)
        {
            var self = await AppAsync(cancellationToken);
            if (!self.IsOk)
            {
                return ApiAnswer.Failed<FoundMessage>(self.Error);
            }

            bot = self.Value.BotId ?? self.Value.Id;
        }

        return await new MessageSearch(_caller, bot, key).FindAsync(channel, oldest, cancellationToken);
    }

    public Task<ApiAnswer<ChannelReference>> OpenDirectAsync(string user, bool isDue, CancellationToken cancellationToken) => _caller.CallAsync(
        new RestCall(Route.OpenDirect, "users/@me/channels", Content: RestBody.Of(new RecipientBody(user), RestJson.Default.RecipientBody), IsDue: isDue),
        DiscordJson.Default.ChannelReference,
        static channel => channel,
        cancellationToken);

    public Task<ApiAnswer<GuildReference>> GuildAsync(string guild, CancellationToken cancellationToken) =>
        _caller.CallAsync(new RestCall(Route.Guild, $"guilds/{guild}", guild), DiscordJson.Default.GuildReference, static found => found, cancellationToken);

    public Task<ApiAnswer<GuildMember>> MemberAsync(string guild, string user, CancellationToken cancellationToken) =>
        _caller.CallAsync(new RestCall(Route.Member, $"guilds/{guild}/members/{user}", guild), DiscordJson.Default.GuildMember, static member => member, cancellationToken);

    public void Dispose() => _limits.Dispose();

    private static MessageBody New(DiscordMessage message) => new()
    {
        Flags = MessageFlags.ComponentsV2,
        Components = message.Components,
        AllowedMentions = AllowedMentions.Of(message.Mentions.IsDefault ? [] : message.Mentions),
        Attachments = message.Files.IsDefaultOrEmpty ? null : Attachments(message.Files),
    };

    /// <summary>Discord: an edit keeps the attachments that it names, and mentions are looked for anew.</summary>
    private static MessageBody Edit(DiscordMessage message) => New(message) with { Attachments = Attachments(message.Files) };

    private static MessageBody Keyed(MessageBody body, long? key) => key is { } known ? body with { Components = MessageKey.Write(body.Components!.Value, known) } : body;

    private static ImmutableArray<AttachmentBody> Attachments(ImmutableArray<FileBlock> files) =>
        files.IsDefault ? [] : [.. files.Select(static (file, number) => new AttachmentBody(number.ToString(CultureInfo.InvariantCulture), file.Name))];

    private RestCall Call(Route route, string path, string major, Func<HttpContent> content, ImmutableArray<FileBlock> files) =>
        new(route, path, major, content) { Patience = files.IsDefaultOrEmpty ? null : _options.UploadPatience };

    private Task<ApiAnswer<PostedMessage>> PostAsync(Route route, string path, string major, MessageBody body, ImmutableArray<FileBlock> files, bool isDue, CancellationToken cancellationToken) => _caller.CallAsync(
        Call(route, path, major, RestBody.Of(body, DiscordJson.Default.MessageBody, files), files) with { IsDue = isDue },
        RestJson.Default.MessageReply,
        static reply => reply is { Id: { } id, ChannelId: { } channel } ? new PostedMessage(channel, id) : null,
        cancellationToken);
}
