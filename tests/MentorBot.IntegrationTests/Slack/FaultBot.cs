using MentorBot.Core.People;
using MentorBot.IntegrationTests.FaultSchedules;
using MentorBot.Simulators.Slack;
using MentorBot.Slack;
using MentorBot.Slack.Manifest;
using MentorBot.Slack.Receiving.Http;
using MentorBot.Slack.Receiving.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>One life of the whole bot on Slack, that ends in order or all of a sudden.</summary>
internal sealed class FaultBot : IAsyncDisposable
{
    private readonly SlackSimulator _slack;
    private readonly FaultLine _line = new();
    private readonly FaultLife _life;
    private WebApplication? _endpoints;

    private FaultBot(SlackSimulator slack, FaultTime time, string database, ILoggerProvider log, bool isOverHttp)
    {
        _slack = slack;
        _life = new FaultLife(time, database, log, services => services
            .AddSlack(new SlackOptions { BotToken = slack.BotToken, AppToken = isOverHttp ? null : slack.AppToken, SigningSecret = isOverHttp ? slack.SigningSecret : null, ApiUrl = slack.ApiUrl.ToString() })
            .AddSingleton(_ => new HttpClient(_line) { Timeout = Timeout.InfiniteTimeSpan })

            // Pings are counted in real time.
            .AddSingleton(new SocketOptions
            {
                Stagger = TimeSpan.FromSeconds(1),
                PingInterval = TimeSpan.FromMilliseconds(150),
                PongPatience = TimeSpan.FromMilliseconds(250),
                Steady = TimeSpan.FromSeconds(3),
                LongestBackoff = TimeSpan.FromSeconds(4),
                SlowRetry = TimeSpan.FromSeconds(6),
            }));
    }

    public static async Task<FaultBot> StartAsync(SlackSimulator slack, FaultTime time, string database, ILoggerProvider log, bool isOverHttp = false)
    {
        var bot = new FaultBot(slack, time, database, log, isOverHttp);
        await bot._life.StartAsync();
        if (isOverHttp)
        {
            await bot.ListenAsync();
        }

        return bot;
    }

    /// <summary>Has the bot write to somebody in some seconds.</summary>
    public Task NudgeAsync(SlackPerson to, long subject, int seconds) =>
        _life.NudgeAsync(new Identity(new Workspace("slack", _slack.TeamId), to.Id), to.Name, subject, seconds);

    /// <summary>Ends in order: what is in hand is finished.</summary>
    public async Task StopAsync()
    {
        // As the host does: the server, which brings work, ends before what does it.
        await (_endpoints?.StopAsync() ?? Task.CompletedTask);
        await _life.StopAsync();
    }

    /// <summary>Ends as by a power cut: from one moment on nothing leaves it, nothing reaches it, and nothing is written.</summary>
    /// <param name="remains">Where the database is then, as it was at that moment.</param>
    public void Crash(string remains)
    {
        _slack.LoseApp(_line.Cut);
        _life.Die(remains);
    }

    public async ValueTask DisposeAsync()
    {
        _line.Bury();
        await (_endpoints?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _life.DisposeAsync();
    }

    private async Task ListenAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        _endpoints = builder.Build();
        _endpoints.UseRouting();
        _life.Get<HttpReceiver>().MapTo(_endpoints);
        await _endpoints.StartAsync();
        _slack.UseHttp(new Uri(new Uri(_endpoints.Urls.First()), SlackManifest.RequestPath));
    }
}
