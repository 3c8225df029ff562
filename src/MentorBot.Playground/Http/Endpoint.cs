using System.Text.Json.Serialization.Metadata;
using MentorBot.Playground.Chat;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace MentorBot.Playground.Http;

/// <summary>What all addresses of the page have in common.</summary>
internal static class Endpoint
{
    public static JsonHttpResult<T> Json<T>(T value, JsonTypeInfo<T> type) => TypedResults.Json(value, type);

    public static Persona Who(this ChatRoom room, string? id) =>
        room.FindPerson(id ?? string.Empty) ?? throw new Refusal(StatusCodes.Status404NotFound, "I don't know that person. Choose somebody on the left.");

    /// <summary>The zone with an IANA name; UTC for one that is not known.</summary>
    public static DateTimeZone ZoneOf(string? name) =>
        name is null ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) ?? DateTimeZone.Utc;

    /// <param name="stopping">Ends what is still being done for a person, who may have closed the page meanwhile.</param>
    public static Func<HttpContext, Task<IResult>> Handle<T>(
        JsonTypeInfo<T> type,
        Func<HttpContext, T, CancellationToken, Task<IResult>> handle,
        CancellationToken stopping) => async context =>
    {
        // Another site's form can't claim this media type without asking first, and the guard lets nobody ask.
        if (!context.Request.HasJsonContentType())
        {
            throw new Refusal(StatusCodes.Status415UnsupportedMediaType, "Send JSON.");
        }

        var request = await context.Request.ReadFromJsonAsync(type, context.RequestAborted)
            ?? throw new Refusal(StatusCodes.Status400BadRequest, "There is nothing in that request.");

        // From here on the work is the person's, not the connection's: a page that is reloaded must not undo half of it.
        return await handle(context, request, stopping);
    };
}
