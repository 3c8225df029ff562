using System.Net;
using System.Net.Http.Json;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;

namespace MentorBot.Node;

/// <summary>A platform behind HTTP: it takes messages and can be asked for one by its id.</summary>
internal sealed class RecorderMessenger(Uri recorder, int pace, Faults faults) : IMessenger, IDisposable
{
    private static readonly Duration Window = Duration.FromMilliseconds(100);

    private readonly HttpClient _client = new() { BaseAddress = recorder, DefaultRequestHeaders = { { "Node", $"{Environment.ProcessId}" } } };

    public string Platform => "recorder";

    public LaneLimit LimitOf(Workspace workspace) => new(pace, Window, 0);

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        faults.Pass("before-send");
        using var response = await _client.PostAsJsonAsync($"messages/{message.EntryId}", PlainText.Of(message.Blocks), cancellationToken);
        response.EnsureSuccessStatusCode();
        faults.Pass("after-send");
        return new Delivered(null);
    }

    public void Dispose() => _client.Dispose();

    public Task<SendOutcome> UpdateAsync(OutgoingMessage message, string messageId, CancellationToken cancellationToken) => SendAsync(message, cancellationToken);

    public async Task<Presence> LookAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync($"messages/{message.EntryId}", cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound ? Presence.No : response.EnsureSuccessStatusCode() is not null ? Presence.Yes : Presence.CannotTell;
    }
}

/// <summary>Says which of the nudges it is.</summary>
internal sealed class NudgeFeature : IScheduledFeature
{
    public string Name => "nudge";

    public Task<string> TitleOfAsync(Schedule schedule, CancellationToken cancellationToken) => Task.FromResult(schedule.Kind);

    public Task<Composition> ComposeAsync(ComposeRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<Composition>(new ComposedMessage([new Paragraph($"nudge {request.Schedule.Subject}")]));

    public Task SettledAsync(OutboxEntry entry, Schedule schedule, Refusal? failure, CancellationToken cancellationToken) => Task.CompletedTask;
}
