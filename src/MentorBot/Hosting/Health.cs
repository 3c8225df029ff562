using MentorBot.Core.Content;
using MentorBot.Core.Platforms;
using MentorBot.Storage;

namespace MentorBot.Hosting;

/// <summary>Tells whoever runs the bot how it is: alive, and ready to answer.</summary>
internal static partial class Health
{
    public const string AlivePath = "/healthz";

    public const string ReadyPath = "/readyz";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet(AlivePath, (HttpContext context) => context.Response.WriteAsync("alive\n"));
        app.MapGet(ReadyPath, ReadyAsync);
    }

    private static async Task ReadyAsync(HttpContext context)
    {
        var database = context.RequestServices.GetRequiredService<Database>();
        var content = context.RequestServices.GetRequiredService<ContentLibrary>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            await database.PingAsync(patience.Token);
            IReadiness[] platforms = [.. context.RequestServices.GetServices<IReadiness>()];
            string[] inTheWay = [.. platforms.Select(platform => platform.WhyNot()).OfType<string>()];
            if (inTheWay.Length > 0)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                await context.Response.WriteAsync($"not ready: {string.Join(", ", inTheWay)}\n", context.RequestAborted);
                return;
            }

            var reached = string.Concat(platforms.Select(platform => $", {platform.Reached}"));
            await context.Response.WriteAsync($"ready: storage answers, {content.Pack.Items.Length} content items are live{reached}\n", context.RequestAborted);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            LogNotReady(context.RequestServices.GetRequiredService<ILogger<Database>>(), exception);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync("not ready: storage does not answer\n", context.RequestAborted);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Storage does not answer")]
    private static partial void LogNotReady(ILogger log, Exception exception);
}
