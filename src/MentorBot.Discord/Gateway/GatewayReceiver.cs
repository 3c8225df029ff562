using MentorBot.Core.Platforms;
using MentorBot.Discord.Receiving;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MentorBot.Discord.Gateway;

/// <summary>Receives over the gateway while this node is the one that does so; all nodes on a database hold one session together.</summary>
internal sealed partial class GatewayReceiver(ISoleTasks tasks, GatewayConnection connection, Intake intake, GatewaySetting setting, TimeProvider time, ILogger<GatewayReceiver> log) : BackgroundService
{
    public const string SoleTask = "discord:gateway";

    private static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(3);

    private readonly GatewayOptions _options = setting.Options;
    private bool _isTold;

    /// <summary>What happens in Discord arrives at this node.</summary>
    public bool IsConnected => connection.IsReady;

    /// <summary>This node has the gateway.</summary>
    public bool IsHolder { get; private set; }

    /// <summary>Another node has the gateway; false where that is not known.</summary>
    public bool IsElsewhere { get; private set; }

    /// <summary>What nobody but the operator can put right; null where there is nothing.</summary>
    public string? Problem { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && Problem is null)
        {
            if (await TakeAsync(stoppingToken) is { } task)
            {
                await HoldAsync(task, stoppingToken);
            }
            else
            {
                await Task.Delay(_options.TakeEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await intake.DrainAsync(_options.DrainPatience);
    }

    private async Task<ISoleTask?> TakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var task = await tasks.TryTakeAsync(SoleTask, cancellationToken);
            IsElsewhere = task is null;
            _isTold = false;
            return task;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            IsElsewhere = false;
            if (!_isTold)
            {
                _isTold = true;
                Unasked(fault);
            }

            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Returns when the task is lost, the program stops, or the operator is needed.</summary>
    private async Task HoldAsync(ISoleTask task, CancellationToken stoppingToken)
    {
        await using (task)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(task.Lost);
            IsHolder = true;
            var run = RunAsync(end.Token);
            await ((Task)run).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                // Nothing new is taken in; what was, is answered while the session is held, and the rest comes again to whoever resumes it.
                connection.Stop();
                await intake.DrainAsync(_options.DrainPatience);
            }

            await end.CancelAsync();
            var farewell = await run;
            IsHolder = false;
            await EndAsync(task);
            Problem = farewell?.Reason;
            if (farewell is { IsTold: false })
            {
                Given(farewell.Reason);
            }
        }
    }

    private async Task<Farewell?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await connection.Session.TakeUpAsync(cancellationToken);
        }
        catch (Exception fault)
        {
            // Then a new one is started.
            NotTakenUp(fault);
        }

        return await connection.RunAsync(intake.Add, cancellationToken);
    }

    private async Task EndAsync(ISoleTask task)
    {
        if (task.Lost.IsCancellationRequested)
        {
            // Another node has a session of its own by now.
            connection.Session.Drop();
            Lost();
            return;
        }

        using var late = new CancellationTokenSource(LeavePatience, time);
        try
        {
            await connection.Session.LeaveAsync(late.Token);
        }
        catch (Exception fault)
        {
            NotLeft(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Problem}")]
    private partial void Given(string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "This node no longer holds Discord's gateway; another one takes over")]
    private partial void Lost();

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether another node holds Discord's gateway can't be found out; it is asked again and again")]
    private partial void Unasked(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The session with Discord that was left at the last stop could not be read; a new one is started")]
    private partial void NotTakenUp(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The session with Discord could not be kept for the next start, which begins a new one")]
    private partial void NotLeft(Exception fault);
}
