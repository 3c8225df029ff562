using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Playground.Chat;
using MentorBot.Playground.Clock;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace MentorBot.Playground.Http;

/// <summary>What the page asks of the server.</summary>
/// <param name="clock">Null where the bot's clock is the real one and stays so.</param>
internal sealed class ChatApi(ChatRoom room, Conversation conversation, Completion completion, Moments moments, ClockApi? clock)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private readonly Turns<long> _turns = new();

    /// <param name="stopping">Ends what is still being done for a person, who may have closed the page meanwhile.</param>
    public void Map(IEndpointRouteBuilder routes, CancellationToken stopping)
    {
        routes.MapGet("/api/state", (HttpContext context) => Endpoint.Json(State(room.Who(context.Request.Query["as"]), context), PlaygroundJson.Default.RoomState));
        routes.MapGet("/api/complete", (HttpContext context) =>
            Endpoint.Json(completion.Complete(Bounded(context.Request.Query["text"], Limits.CommandLine)), PlaygroundJson.Default.IReadOnlyListSuggestion));
        routes.MapGet("/events", (HttpContext context) =>
        {
            var events = ListenAsync(room.Who(context.Request.Query["as"]), context);
            return TypedResults.ServerSentEvents(events);
        });
        routes.MapPost("/api/line", Handle(PlaygroundJson.Default.LineRequest, SayAsync, stopping));
        routes.MapPost("/api/home", Handle(PlaygroundJson.Default.HomeRequest, VisitHomeAsync, stopping));
        routes.MapPost("/api/press", Handle(PlaygroundJson.Default.PressRequest, PressAsync, stopping));
        routes.MapPost("/api/form", Handle(PlaygroundJson.Default.FormRequest, SubmitAsync, stopping));
        routes.MapPost("/api/dismiss", Handle(PlaygroundJson.Default.DismissRequest, Dismiss, stopping));
        routes.MapPost("/api/people", Handle(PlaygroundJson.Default.AddPersonRequest, AddPerson, stopping));
        routes.MapPost("/api/role", Handle(PlaygroundJson.Default.RoleRequest, SetRole, stopping));
        clock?.Map(routes, stopping);
        routes.MapFallback((HttpContext _) => throw new Refusal(StatusCodes.Status404NotFound, "There is nothing at this address."));
    }

    private async Task<IResult> SayAsync(LineRequest request, CancellationToken cancellationToken)
    {
        var text = Bounded(request.Text, Limits.CommandLine).Trim();
        if (text.Length == 0)
        {
            throw new Refusal(StatusCodes.Status400BadRequest, "There is nothing to send yet.");
        }

        return Opened(await conversation.SayAsync(Speaker(request.As, request.Place, request.Zone), text, cancellationToken));
    }

    private async Task<IResult> VisitHomeAsync(HomeRequest request, CancellationToken cancellationToken)
    {
        var person = room.Who(request.As);
        return Opened(await conversation.VisitHomeAsync(Speaker(person.Id, Channel.DirectOf(person.Id), request.Zone), cancellationToken));
    }

    private async Task<IResult> PressAsync(PressRequest request, CancellationToken cancellationToken)
    {
        var person = room.Who(request.As);
        var token = request.Token ?? string.Empty;
        var values = request.Values ?? [];
        using var turn = await _turns.TakeAsync(request.MessageId, cancellationToken);
        var origin = Seen(request.MessageId, person);
        if (!origin.Offers(token, values))
        {
            throw new Refusal(StatusCodes.Status409Conflict, "That is not on offer there any more: the message has changed meanwhile. Have another look at it.");
        }

        return Opened(await conversation.PressAsync(Speaker(person.Id, origin.Place, request.Zone), origin, token, values, cancellationToken));
    }

    private async Task<IResult> SubmitAsync(FormRequest request, CancellationToken cancellationToken)
    {
        var speaker = Speaker(request.As, request.Place, request.Zone);
        var token = Bounded(request.Token, Limits.Token);
        using var turn = request.OriginMessageId is { } id ? await _turns.TakeAsync(id, cancellationToken) : null;
        return Opened(await conversation.SubmitAsync(
            speaker,
            Origin(request.OriginMessageId, speaker, token),
            token,
            Math.Max(0, request.Page),
            Given(request.Values),
            cancellationToken));
    }

    private Task<IResult> Dismiss(DismissRequest request, CancellationToken cancellationToken)
    {
        var person = room.Who(request.As);
        var message = Seen(request.MessageId, person);
        if (message.OnlyFor != person.Id)
        {
            throw new Refusal(StatusCodes.Status403Forbidden, "Others see this message, too, so it stays.");
        }

        room.Remove(message.Id);
        return Task.FromResult<IResult>(Opened(null));
    }

    private Task<IResult> AddPerson(AddPersonRequest request, CancellationToken cancellationToken)
    {
        var person = room.AddPerson(Bounded(request.Name, Persona.LongestName))
            ?? throw new Refusal(StatusCodes.Status400BadRequest, $"Write a name with a letter in it; the room holds {Persona.Most} people.");
        return Task.FromResult<IResult>(Endpoint.Json(person, PlaygroundJson.Default.Persona));
    }

    private Task<IResult> SetRole(RoleRequest request, CancellationToken cancellationToken)
    {
        room.SetRole(room.Who(request.As), request.Role);
        return Task.FromResult<IResult>(Opened(null));
    }

    /// <summary>All there is first and each change after it, so that a page that lost its connection is whole again at once.</summary>
    private async IAsyncEnumerable<SseItem<string>> ListenAsync(Persona person, HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        using var listener = room.Listen(person.Id);
        yield return new SseItem<string>(JsonSerializer.Serialize(State(person, context), PlaygroundJson.Default.RoomState), "state");
        while (true)
        {
            bool? isOpen = null;
            using (var patience = new CancellationTokenSource(Heartbeat))
            using (var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken))
            {
                try
                {
                    isOpen = await listener.Events.WaitToReadAsync(either.Token);
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    // A quiet room: the beat below tells both sides that the line still stands.
                }
            }

            if (isOpen == false)
            {
                yield break;
            }

            while (listener.Events.TryRead(out var one))
            {
                yield return new SseItem<string>(JsonSerializer.Serialize(one, PlaygroundJson.Default.ChatEvent), "change");
            }

            if (isOpen is null)
            {
                yield return new SseItem<string>(string.Empty, "beat");
            }
        }
    }

    private RoomState State(Persona person, HttpContext context) =>
        new(room.FindPerson(person.Id) ?? person, room.People, Channel.All, Channel.DirectOf(person.Id), room.MessagesFor(person.Id))
        {
            Clock = clock?.Face,
            MovesClock = clock is not null && ClockApi.IsHere(context),
        };

    /// <summary>Has something done for a person, at one time of the clock.</summary>
    private Func<HttpContext, Task<IResult>> Handle<T>(JsonTypeInfo<T> type, Func<T, CancellationToken, Task<IResult>> handle, CancellationToken stopping) =>
        Endpoint.Handle(
            type,
            async (_, request, cancellationToken) =>
            {
                using var moment = await moments.StayAsync(cancellationToken);
                return await handle(request, cancellationToken);
            },
            stopping);

    private Speaker Speaker(string? id, string? place, string? zone)
    {
        var person = room.Who(id);
        return place is not null && Channel.Admits(place, person.Id)
            ? new Speaker(person, place, Endpoint.ZoneOf(zone))
            : throw new Refusal(StatusCodes.Status403Forbidden, $"{person.Name} is not in that place.");
    }

    private ChatMessage Seen(long id, Persona person) =>
        room.Find(id, person.Id) ?? throw new Refusal(StatusCodes.Status403Forbidden, "That message is gone, or not for you to see.");

    /// <summary>The message that the form answers at.</summary>
    /// <remarks>Somebody may have removed it meanwhile, or it never led to this form: what was filled in still counts.</remarks>
    private ChatMessage? Origin(long? id, Speaker speaker, string form) =>
        id is { } known && room.HasOpened(known, form) && room.Find(known, speaker.Person.Id) is { } message && message.Place == speaker.Place ? message : null;

    private static Dictionary<string, string> Given(IReadOnlyDictionary<string, string?>? values) =>
        (values ?? new Dictionary<string, string?>(StringComparer.Ordinal))
            .Where(value => value.Value is not null)
            .ToDictionary(value => value.Key, value => value.Value!, StringComparer.Ordinal);

    private static string Bounded(string? text, int most) =>
        (text ?? string.Empty).Length <= most
            ? text ?? string.Empty
            : throw new Refusal(StatusCodes.Status400BadRequest, $"That is longer than the {most} characters I can take.");

    private static JsonHttpResult<Outcome> Opened(Form? form) => Endpoint.Json(new Outcome(form), PlaygroundJson.Default.Outcome);

}
