using System.Net.Sockets;
using MentorBot.Core.Content;
using MentorBot.Core.Features;
using MentorBot.Discord;
using MentorBot.Playground;
using MentorBot.Slack;
using MentorBot.Storage;
using Microsoft.Extensions.Logging.Console;

namespace MentorBot.Hosting;

/// <summary>The bot as a service: every adapter that is configured, on one handler and one store.</summary>
internal static partial class MentorHost
{
    /// <summary>Runs until it is told to stop.</summary>
    /// <param name="adjust">What a measurement has otherwise than a bot at work.</param>
    public static async Task<int> RunAsync(string[] overrides, CancellationToken cancellationToken, Action<IServiceCollection>? adjust = null)
    {
        var configuration = SettingsReader.Configuration(overrides);
        var settings = SettingsReader.Read(configuration);
        using var lease = StorageStart.TakeLease(settings.Storage);
        await using var app = Build(settings, configuration, adjust);
        await app.Services.GetRequiredService<Database>().OpenAsync(cancellationToken);
        await app.Services.GetRequiredService<TeamMemory>().StartAsync(cancellationToken);
        var content = app.Services.GetRequiredService<ContentLibrary>();
        var folder = settings.Content.Resolve();
        LogContent(app.Logger, content.Pack.Items.Length, folder);
        await StartAsync(app, settings, cancellationToken);
        var urls = string.Join(", ", app.Urls);
        LogReady(app.Logger, urls);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    /// <summary>The stores, the content and the handler: what every way of running the bot needs.</summary>
    public static IServiceCollection AddBot(this IServiceCollection services, Settings settings) =>
        services
            .AddMentor()
            .AddStorage(settings.Storage)
            .AddSingleton(provider => new ContentLibrary(settings.Content.Resolve(), provider.GetRequiredService<ILogger<ContentLibrary>>(), settings.Content.ResolveTeam()));

    private static async Task StartAsync(WebApplication app, Settings settings, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new SettingsException($"The bot can't listen on {settings.Urls} (Urls): {exception.Message}", exception);
        }
    }

    private static WebApplication Build(Settings settings, IConfigurationRoot configuration, Action<IServiceCollection>? adjust)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddConfiguration(configuration);
        WebApplication? app = null;
        builder.Logging.AddConfiguration(configuration.GetSection("Logging")).AddConsole();

        // Why a start failed is the program's last word, so the host need not print it with a stack trace before.
        builder.Logging.AddFilter<ConsoleLoggerProvider>(
            "Microsoft.Extensions.Hosting.Internal.Host",
            level => level >= LogLevel.Warning && app?.Lifetime.ApplicationStarted.IsCancellationRequested == true);

        // The playground's addresses say who asks, and the log says nothing of people, however much it is told to say.
        builder.Logging.AddFilter<ConsoleLoggerProvider>("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.WebHost.UseKestrelCore().UseUrls(settings.Urls.Split(';'));
        builder.Services.AddRoutingCore();
        builder.Services.AddMetrics();
        builder.Services.AddBot(settings).AddPlayground(settings.Playground, isAlone: settings.HasMovedClock).AddSlack(settings.Slack).AddDiscord(settings.Discord);
        builder.Services.AddHostedService<ContentRefresher>();
        builder.Services.AddHostedService<Sweeper>();
        builder.Services.AddDueWorkHost();
        if (settings.OtlpEndpoint is { } endpoint)
        {
            builder.Services.AddHostedService(_ => new MetricsExport(endpoint));
        }

        adjust?.Invoke(builder.Services);
        app = builder.Build();
        app.UseRouting();
        app.MapHealth();
        app.MapSlack();
        return app;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} content items are live, from {Folder}")]
    private static partial void LogContent(ILogger log, int count, string folder);

    [LoggerMessage(Level = LogLevel.Information, Message = "MentorBot runs; health at {Urls}. Ctrl-C stops it")]
    private static partial void LogReady(ILogger log, string urls);
}
