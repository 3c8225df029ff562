using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace MentorBot.Simulators.Slack;

/// <summary>The three steps of an upload.</summary>
internal static class FileMethods
{
    private const int MostAltText = 1_000;
    private const int MostChannels = 100;

    public static ApiMethod[] All { get; } =
    [
        new("files.getUploadURLExternal", ApiMethod.Tier4, Begin, TakesJson: false) { Scope = "files:write" },
        new("files.completeUploadExternal", ApiMethod.Tier4, Complete) { Scope = "files:write" },
    ];

    private static JsonObject Begin(ApiCall call)
    {
        var name = call.Needed("filename");
        var length = call.Number("length", 0);
        if (length <= 0 || call.Text("alt_txt") is { Length: > MostAltText })
        {
            throw ApiCall.Wrong("length must be above 0 and alt_txt at most 1000", "/length");
        }

        var file = new SlackFile(call.Workspace.NewId("F"), name, length) { Title = name };
        call.Workspace.Add(file);
        return new JsonObject { ["upload_url"] = new Uri(call.Slack.Address, $"/upload/{file.Id}").ToString(), ["file_id"] = file.Id };
    }

    private static JsonObject Complete(ApiCall call)
    {
        var files = (call.Json("files", "invalid_arguments") ?? throw ApiCall.Wrong("missing required field: files", "/files")).EnumerateArray().Select(one => Uploaded(call, one)).ToList();
        var channels = (call.Text("channel_id") ?? call.Text("channels"))?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (channels.Length > MostChannels)
        {
            throw ApiCall.Wrong("too many channels", "/channels");
        }

        var places = channels.Select(id => call.Workspace.Channel(id) ?? throw new SlackError("channel_not_found")).ToList();
        if (places.Exists(place => !place.BotIsMember))
        {
            throw new SlackError(places.Exists(place => place.IsPrivate && !place.BotIsMember) ? "channel_not_found" : "not_in_channel");
        }

        if (places.Exists(place => place.IsArchived))
        {
            throw new SlackError("is_archived");
        }

        var comment = call.Text("initial_comment") ?? "";
        Messages.Watch(call.Slack, call.Method, comment, blocks: null);
        foreach (var file in files)
        {
            file.IsComplete = true;
        }

        foreach (var place in places)
        {
            var message = Messages.New(call.Slack, place, call.Slack.BotUserId, new MessageContent(comment, Blocks: null), call.Text("thread_ts"), files: files);
            call.Workspace.Post(message);
        }

        return new JsonObject { ["files"] = new JsonArray([.. files.Select(file => new JsonObject { ["id"] = file.Id, ["title"] = file.Title })]) };
    }

    private static SlackFile Uploaded(ApiCall call, JsonElement one)
    {
        var id = one.TryGetProperty("id", out var value) ? value.GetString() : null;
        if (call.Workspace.File(id) is not { Content: not null, IsComplete: false } file)
        {
            throw new SlackError("file_not_found");
        }

        file.Title = one.TryGetProperty("title", out var title) ? title.GetString() ?? file.Name : file.Name;
        return file;
    }
}

/// <summary>Takes the bytes of an upload.</summary>
internal static class Uploads
{
    public static async Task TakeAsync(SlackSimulator slack, HttpContext context, string id)
    {
        var file = slack.Workspace.File(id);
        if (file is null || file.Content is not null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var content = new MemoryStream();
        if (context.Request.HasFormContentType && (await context.Request.ReadFormAsync()).Files is [var part, ..])
        {
            await part.CopyToAsync(content);
        }
        else
        {
            await context.Request.Body.CopyToAsync(content);
        }

        if (content.Length != file.Length)
        {
            slack.Seen.Add(new SlackRefusal("upload", "length_mismatch", [$"{file.Name}: {content.Length} bytes came, {file.Length} were announced."]));
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        file.Content = content.ToArray();
        await context.Response.WriteAsync($"OK - {content.Length}");
    }
}
