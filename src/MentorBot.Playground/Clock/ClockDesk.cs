using System.Diagnostics;
using MentorBot.Playground.Chat;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Playground.Clock;

/// <summary>Moves the clock for people, one jump at a time, and lets everybody see how far it is.</summary>
/// <param name="stopping">Ends a jump when the bot stops; the clock stays where it had come to.</param>
internal sealed partial class ClockDesk(IClock clock, ClockJump jump, ChatRoom room, ILogger<ClockDesk> log, CancellationToken stopping)
{
    /// <summary>Often enough to be seen moving, and seldom enough that a page keeps up.</summary>
    private static readonly TimeSpan BetweenNews = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private CancellationTokenSource? _jumping;
    private Instant? _target;
    private string? _note;

    public Instant Now => clock.GetCurrentInstant();

    public ClockFace Face
    {
        get
        {
            lock (_lock)
            {
                return new ClockFace(Now, _target, _note);
            }
        }
    }

    /// <summary>Starts a jump, which goes on by itself. False where one is on its way already.</summary>
    public bool TryStart(Instant target)
    {
        CancellationTokenSource jumping;
        lock (_lock)
        {
            if (_jumping is not null)
            {
                return false;
            }

            _jumping = jumping = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            _target = target;
            _note = null;
        }

        room.Tell(new ClockMoved(Face));
        _ = Task.Run(() => JumpAsync(target, jumping), CancellationToken.None);
        return true;
    }

    /// <summary>Stops the jump that is on its way, if there is one.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _ = _jumping?.CancelAsync();
        }
    }

    private async Task JumpAsync(Instant target, CancellationTokenSource jumping)
    {
        var told = Stopwatch.StartNew();
        string? note;
        try
        {
            note = await jump.MoveAsync(
                target,
                () =>
                {
                    if (told.Elapsed > BetweenNews)
                    {
                        told.Restart();
                        room.Tell(new ClockMoved(Face));
                    }
                },
                jumping.Token);
        }
        catch (OperationCanceledException) when (jumping.IsCancellationRequested)
        {
            note = "Stopped here.";
        }
        catch (Exception exception)
        {
            LogFailed(exception);
            note = "Something went wrong on my side, so the clock stopped here. Nothing is lost: please try again.";
        }

        lock (_lock)
        {
            jumping.Dispose();
            _jumping = null;
            _target = null;
            _note = note;
        }

        room.Tell(new ClockMoved(Face));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The playground's clock could not be moved on")]
    private partial void LogFailed(Exception exception);
}
