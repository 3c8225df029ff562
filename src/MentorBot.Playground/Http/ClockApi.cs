using System.Globalization;
using System.Net;
using MentorBot.Core.Schedules;
using MentorBot.Playground.Chat;
using MentorBot.Playground.Clock;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Playground.Http;

/// <summary>The bot's clock for the page: there only where the playground is all that the bot runs.</summary>
internal sealed class ClockApi(ClockDesk desk, ZoneOfPersona zones, ChatRoom room)
{
    private const int MostDays = 400;

    /// <summary>By then has come what comes in the morning.</summary>
    private static readonly LocalTime Morning = new(10, 0);

    private static readonly LocalDateTimePattern Written = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    private static readonly ZonedDateTimePattern Shown = ZonedDateTimePattern.Create("ddd d MMM uuuu, HH:mm", CultureInfo.InvariantCulture, null, null, default);

    public ClockFace Face => desk.Face;

    public void Map(IEndpointRouteBuilder routes, CancellationToken stopping)
    {
        // Named as a function, since a bare lambda would be taken for a handler that writes its own response.
        Func<HttpContext, Task<IResult>> see = async context =>
            Endpoint.Json(await SeeAsync(room.Who(context.Request.Query["as"]), context.Request.Query["zone"], context.RequestAborted), PlaygroundJson.Default.ClockAnswer);
        routes.MapGet("/api/clock", see);
        routes.MapPost("/api/clock", Endpoint.Handle(PlaygroundJson.Default.ClockRequest, MoveAsync, stopping));
        routes.MapPost("/api/clock/stop", Endpoint.Handle(PlaygroundJson.Default.StopRequest, StopAsync, stopping));
    }

    /// <summary>Whoever can be anybody from afar must not move everybody's time: that is for the machine on which the bot runs.</summary>
    public static bool IsHere(HttpContext context) =>
        (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        && (string.Equals(context.Request.Host.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(context.Request.Host.Host, out var host) && IPAddress.IsLoopback(host)));

    private async Task<ClockAnswer> SeeAsync(Persona person, string? zone, CancellationToken cancellationToken) =>
        new(desk.Face, (await zones.FindAsync(person, Endpoint.ZoneOf(zone), cancellationToken)).Id);

    private async Task<IResult> MoveAsync(HttpContext context, ClockRequest request, CancellationToken cancellationToken)
    {
        RefuseFromAfar(context);
        var zone = await zones.FindAsync(room.Who(request.As), Endpoint.ZoneOf(request.Zone), cancellationToken);
        var now = desk.Now;
        var target = TargetOf(request.To, now, zone);
        if (target <= now)
        {
            throw new Refusal(StatusCodes.Status400BadRequest, $"For me it is {Shown.Format(now.InZone(zone))} already, and my clock only goes forward. Choose a later time.");
        }

        if (target - now > Duration.FromDays(MostDays))
        {
            throw new Refusal(StatusCodes.Status400BadRequest, $"That is more than {MostDays} days ahead. Go there in smaller steps.");
        }

        return desk.TryStart(target)
            ? Endpoint.Json(new ClockAnswer(desk.Face, zone.Id), PlaygroundJson.Default.ClockAnswer)
            : throw new Refusal(StatusCodes.Status409Conflict, "My clock is on its way already. Wait until it is there, or stop it.");
    }

    private async Task<IResult> StopAsync(HttpContext context, StopRequest request, CancellationToken cancellationToken)
    {
        RefuseFromAfar(context);
        var person = room.Who(request.As);
        desk.Stop();
        return Endpoint.Json(await SeeAsync(person, null, cancellationToken), PlaygroundJson.Default.ClockAnswer);
    }

    private static Instant TargetOf(string? to, Instant now, DateTimeZone zone)
    {
        switch (to)
        {
            case "hour":
                return now + Duration.FromHours(1);
            case "morning":
                var today = now.InZone(zone).Date;
                var morning = LocalSchedule.InstantOf(today, Morning, zone);
                return morning > now ? morning : LocalSchedule.InstantOf(today.PlusDays(1), Morning, zone);
            default:
                return Written.Parse(to ?? string.Empty) is { Success: true, Value: var written }
                    ? LocalSchedule.InstantOf(written.Date, written.TimeOfDay, zone)
                    : throw new Refusal(StatusCodes.Status400BadRequest, "Choose a date and a time to go to.");
        }
    }

    private static void RefuseFromAfar(HttpContext context)
    {
        if (!IsHere(context))
        {
            throw new Refusal(StatusCodes.Status403Forbidden, "My clock can be moved only on the machine that I run on.");
        }
    }
}
