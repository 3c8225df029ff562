using System.Collections.Immutable;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Slack.Api;

namespace MentorBot.Slack.Conversations;

/// <summary>Brings a file to one person: Slack can't show one to somebody alone in a channel, so that it goes to their direct conversation.</summary>
internal sealed class PrivateFiles(ISlackApi api, DirectConversations direct)
{
    /// <summary>What says where the files of an answer are; null where they are beside it.</summary>
    public static ContextLine? NoteOf(ImmutableArray<FileBlock> files, Origin origin) => files.IsEmpty || origin.IsDirect
        ? null
        : new ContextLine((Line)"I've put " + Line.Code(string.Join(", ", files.Select(file => file.Name))) + " into our direct messages, where only you can see it.");

    /// <summary>Null where it was shared; else what to say instead.</summary>
    public async Task<Block?> ShareAsync(FileBlock file, Origin origin, CancellationToken cancellationToken)
    {
        var channel = origin is { IsDirect: true, Channel: { } here } ? here : await direct.FindAsync(origin.User);
        if (channel is null)
        {
            return Sorry(file, "Slack doesn't answer at the moment. Ask for it once more in a minute.");
        }

        var answer = await api.ShareFileAsync(channel, file.Name, file.Content, origin.IsDirect ? origin.ThreadTs : null, cancellationToken);
        return answer.Error is { } error ? Missing(file, error, "in our direct messages") : null;
    }

    /// <summary>What stands where a file was to be.</summary>
    /// <param name="where">Where it would show.</param>
    public static Paragraph Missing(FileBlock file, ApiError error, string where) => error.Kind switch
    {
        ApiErrorKind.AppSetting => Sorry(file, "Slack doesn't let me share files here. Ask whoever runs me to give me the permission files:write, then ask for it once more."),
        ApiErrorKind.Unknown => Sorry(file, $"Slack didn't say whether it took it. If it doesn't show {where}, ask for it once more."),
        _ => Sorry(file, "Slack didn't take it. Ask for it once more in a minute."),
    };

    private static Paragraph Sorry(FileBlock file, string why) => new((Line)"I couldn't bring you the file " + Line.Code(file.Name) + $". {why}");
}
