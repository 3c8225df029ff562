using MentorBot.Core.Schedules;
using MentorBot.Slack.Receiving;
using MentorBot.Slack.Wire;

namespace MentorBot.Slack.Conversations;

/// <summary>Lets each thing in once, and knows what is in hand, so that a stop can wait until it is answered.</summary>
internal sealed class Intake(Seen seen, Installation installation, Pump pump) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _idle = Done();
    private int _inHand;

    /// <summary>Ends what is in hand, where a stop can't wait any longer.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>In hand until it is disposed of; null for what came before, and for what nobody can be answered about any more.</summary>
    public IDisposable? TryBegin(Delivery delivery)
    {
        if (installation.IsGone || !IsNew(delivery))
        {
            return null;
        }

        if (delivery is not EventDelivery && installation.Self is not null)
        {
            pump.LimiterOf(installation.WorkspaceOf(null)).LeaveRoom();
        }

        lock (_lock)
        {
            if (_inHand++ == 0)
            {
                _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        return new Hand(this);
    }

    /// <summary>Returns when all that was acknowledged is answered.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        try
        {
            Task idle;
            lock (_lock)
            {
                idle = _idle.Task;
            }

            await idle.WaitAsync(cancellationToken);
        }
        finally
        {
            await _ending.CancelAsync();
        }
    }

    public ValueTask DisposeAsync()
    {
        _ending.Dispose();
        return ValueTask.CompletedTask;
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    /// <summary>Events are told apart in the database, since they come again after a restart; the others only ever soon.</summary>
    private bool IsNew(Delivery delivery) => delivery switch
    {
        CommandDelivery { Command: var command } => seen.TryTake(command.TriggerId),
        InteractionDelivery { Interaction: { Type: Interaction.BlockActions } pressed } => seen.TryTake(KeyOf(pressed)) && (pressed.TriggerId is not { } trigger || seen.TryTake(trigger)),
        InteractionDelivery { Interaction: { TriggerId: { } trigger } } => seen.TryTake(trigger),
        _ => true,
    };

    private static string KeyOf(Interaction pressed) =>
        string.Join(' ', (pressed.Actions ?? []).Select(action => $"{action.ActionTs}/{action.ActionId}").Prepend(pressed.User.Id));

    private void Finish()
    {
        lock (_lock)
        {
            if (--_inHand == 0)
            {
                _idle.SetResult();
            }
        }
    }

    private sealed class Hand(Intake intake) : IDisposable
    {
        public void Dispose() => intake.Finish();
    }
}
