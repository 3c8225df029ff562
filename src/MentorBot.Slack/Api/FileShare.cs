using System.Globalization;
using System.Net.Http.Headers;
using MentorBot.Core.Platforms;

namespace MentorBot.Slack.Api;

/// <summary>Uploads a file in Slack's three steps, of which only the last one lets anybody see it.</summary>
internal sealed class FileShare(SlackApi api, ApiOptions options)
{
    public async Task<ApiAnswer<Nothing>> ShareAsync(string channel, string name, ReadOnlyMemory<byte> content, string? threadTs, CancellationToken cancellationToken)
    {
        // Slack: a file goes to a conversation by its own id, never by a person's.
        var place = await api.ResolveAsync(channel, cancellationToken);
        if (!place.IsOk)
        {
            return ApiAnswer.Failed<Nothing>(place.Error);
        }

        var length = content.Length.ToString(CultureInfo.InvariantCulture);
        var upload = await api.CallAsync(ApiMethod.UploadUrl, new ApiArguments().With("filename", name).With("length", length), ApiJson.Default.UploadReply, static (reply, _) =>
            reply is { UploadUrl: not null, FileId: not null } ? reply : null, cancellationToken);
        if (!upload.IsOk)
        {
            return ApiAnswer.Failed<Nothing>(upload.Error);
        }

        if (await api.SendAsync(ApiMethod.Upload, upload.Value.UploadUrl!, () => Bytes(content), options.UploadPatience, cancellationToken) is { } error)
        {
            // However far the bytes came, nobody can see them yet.
            return ApiAnswer.Failed<Nothing>(error with { Kind = ApiErrorKind.Later });
        }

        var arguments = new ApiArguments().With("files", [new UploadedFile(upload.Value.FileId!, name)], ApiJson.Default.UploadedFileArray)
            .With("channel_id", place.Value.Id).With("thread_ts", threadTs);
        return await api.CallAsync(ApiMethod.UploadComplete, arguments, ApiJson.Default.ApiReply, SlackApi.Nothing, cancellationToken);
    }

    private static ReadOnlyMemoryContent Bytes(ReadOnlyMemory<byte> content) => new(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
}
