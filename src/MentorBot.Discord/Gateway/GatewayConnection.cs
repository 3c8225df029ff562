using System.Globalization;
using System.Security.Cryptography;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Receiving;
using MentorBot.Discord.Rest;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Discord.Gateway;

/// <summary>Sees to it that there is a connection to the gateway: resumes the session, starts another one, and waits where doing so at once would not help.</summary>
internal sealed partial class GatewayConnection(IDiscordApi api, GatewaySession session, IdentifyBudget budget, GatewaySetting setting, TimeProvider time, ILogger log)
{
    private const string Portal = "discord.com/developers/applications → your app";

    private readonly GatewayOptions _options = setting.Options;
    private GatewayLink? _link;
    private bool _isStopped;
    private bool _isAppKnown;
    private int _failures;
    private int _failedResumes;

    public GatewaySession Session => session;

    public bool IsReady => Volatile.Read(ref _link) is { IsReady: true };

    /// <summary>From now on nothing is taken in any more, but the connection stays.</summary>
    public void Stop()
    {
        Volatile.Write(ref _isStopped, true);
        Volatile.Read(ref _link)?.Stop();
    }

    /// <summary>Runs until it is cancelled, and returns null then; otherwise what nobody but the operator can put right.</summary>
    public async Task<Farewell?> RunAsync(Func<Delivery, bool> deliver, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var (farewell, asked) = await OnceAsync(deliver, cancellationToken);
                if (farewell.Ending == Ending.Fatal)
                {
                    session.Drop();
                    return farewell;
                }

                cancellationToken.ThrowIfCancellationRequested();
                var wait = After(farewell);
                wait = asked > wait ? asked.Value : wait;
                Ended(farewell.Reason, wait.TotalSeconds);
                await Task.Delay(wait, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<(Farewell Farewell, TimeSpan? Asked)> OnceAsync(Func<Delivery, bool> deliver, CancellationToken cancellationToken)
    {
        try
        {
            if (session.Record is { } record && _failedResumes < _options.MostResumes)
            {
                var farewell = await LinkAsync(record.Url, record, deliver, cancellationToken);
                _failedResumes = farewell.WasUsed ? 0 : _failedResumes + 1;
                return (farewell, null);
            }

            return await StartAsync(deliver, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was, a bot that nobody reaches any more would be worse; so would one that tries an address for ever that is none.
            _failedResumes++;
            LogFailed(fault);
            return (new Farewell(Ending.Resume, "an error"), null);
        }
    }

    /// <summary>Starts a session, where Discord and the budget allow it.</summary>
    private async Task<(Farewell Farewell, TimeSpan? Asked)> StartAsync(Func<Delivery, bool> deliver, CancellationToken cancellationToken)
    {
        var gateway = await api.GatewayAsync(cancellationToken);
        if (!gateway.IsOk)
        {
            // An outage is no reason to give the session up: it is tried again after this.
            _failedResumes = 0;
            return gateway.Error.Kind == ApiErrorKind.TokenDead
                ? (Farewell.Of(4004) with { IsTold = true }, null)
                : (new Farewell(Ending.Resume, $"Discord does not say where the gateway is ({gateway.Error.Code})"), gateway.Error.After?.ToTimeSpan());
        }

        var info = gateway.Value;
        if (info.Shards > 1)
        {
            return (new Farewell(Ending.Fatal, string.Create(CultureInfo.InvariantCulture, $"Discord wants this bot to use {info.Shards} shards, which MentorBot does not do: it serves up to 2,500 servers. Make a bot of its own for a part of them at discord.com/developers/applications → New Application.")), null);
        }

        await LookAtAppAsync(cancellationToken);
        session.Drop();

        // What failed was the old session, and the new one is resumed as any other.
        _failedResumes = 0;
        if (info.Remaining <= 0)
        {
            UsedUp(info.ResetAfter.TotalMinutes);
            return (new Farewell(Ending.NoIdentify, "no session may be started now"), info.ResetAfter.ToTimeSpan());
        }

        var wait = await budget.WaitAsync(cancellationToken);
        if (wait > Duration.FromTimeSpan(_options.BetweenIdentifies))
        {
            OverBudget(_options.MostIdentifies, wait.TotalMinutes);
            return (new Farewell(Ending.NoIdentify, "too many sessions were started today"), wait.ToTimeSpan());
        }

        await Task.Delay(wait.ToTimeSpan(), time, cancellationToken);
        return (await LinkAsync(info.Url, null, deliver, cancellationToken), null);
    }

    private async Task<Farewell> LinkAsync(string url, SessionRecord? resume, Func<Delivery, bool> deliver, CancellationToken cancellationToken)
    {
        using var link = new GatewayLink(session, new Introduction(setting.Token, resume, budget.TryTakeAsync), deliver, _options, time, log);
        Volatile.Write(ref _link, link);
        if (Volatile.Read(ref _isStopped))
        {
            link.Stop();
        }

        try
        {
            return await link.RunAsync(setting.Dial, new Uri($"{url}?v=10&encoding=json"), cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _link, null);
        }
    }

    /// <summary>Discord: with an interactions URL nothing that people do comes over the gateway.</summary>
    private async Task LookAtAppAsync(CancellationToken cancellationToken)
    {
        if (_isAppKnown || await api.AppAsync(cancellationToken) is not { IsOk: true, Value: { } app })
        {
            return;
        }

        _isAppKnown = true;
        if (!string.IsNullOrEmpty(app.InteractionsUrl))
        {
            Elsewhere(Portal);
        }
    }

    private TimeSpan After(Farewell farewell)
    {
        if (farewell.Ending is Ending.Anew or Ending.Invalid)
        {
            session.Drop();
        }

        if (farewell.Lasted >= _options.Steady)
        {
            _failures = 0;
        }

        if (farewell.IsOurs)
        {
            Mistaken(farewell.Reason);
        }
        else if (farewell is { WasUsed: true, Ending: Ending.Resume or Ending.Anew } && _failures == 0)
        {
            // It was all right until now; the next time it has to have lasted again.
            _failures = 1;
            return TimeSpan.Zero;
        }

        var wait = Backoff();
        if (farewell.Ending is Ending.Invalid or Ending.InvalidButResumable)
        {
            var rest = _options.InvalidRest * (1 + (RandomNumberGenerator.GetInt32(4_000) / 1_000.0));
            return rest > wait ? rest : wait;
        }

        return wait;
    }

    private TimeSpan Backoff()
    {
        var wait = Math.Min(_options.FirstBackoff.TotalSeconds * Math.Pow(2, Math.Min(_failures++, 20)), _options.LongestBackoff.TotalSeconds);
        return TimeSpan.FromSeconds(wait * (0.75 + (RandomNumberGenerator.GetInt32(500) / 1_000.0)));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The connection to Discord's gateway ended ({Reason}); the next one is opened in {Seconds:0.#} s")]
    private partial void Ended(string reason, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Discord's gateway takes what MentorBot sent for a mistake ({Reason}); the session is resumed in a while")]
    private partial void Mistaken(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Connecting to Discord's gateway failed")]
    private partial void LogFailed(Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Discord lets this bot start no more sessions for {Minutes:0.#} minutes; until then it does not answer")]
    private partial void UsedUp(double minutes);

    [LoggerMessage(Level = LogLevel.Error, Message = "MentorBot started {Most} sessions with Discord within a day, which is more than can be right: look in the log why it loses them. The next one is started in {Minutes:0.#} minutes, since Discord would take the token away at 1,000")]
    private partial void OverBudget(int most, double minutes);

    [LoggerMessage(Level = LogLevel.Error, Message = "An Interactions Endpoint URL is set for this app, so that Discord sends nothing that people do over the gateway, and the bot never answers. Remove it at {Portal} → General Information → Interactions Endpoint URL")]
    private partial void Elsewhere(string portal);
}
