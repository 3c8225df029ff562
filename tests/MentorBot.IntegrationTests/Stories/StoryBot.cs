using MentorBot.IntegrationTests.Support;
using NodaTime;

namespace MentorBot.IntegrationTests.Stories;

/// <summary>A bot that a story can restart: it comes back in the same folder and at the same address.</summary>
internal sealed class StoryBot : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private BotProcess _process;

    private StoryBot(TempFolder folder, BotProcess process)
    {
        _folder = folder;
        _process = process;
        Address = process.Playground.Address;
    }

    /// <summary>Where the playground is.</summary>
    public Uri Address { get; }

    /// <param name="now">What the bot's clock says when it starts; null for the real time.</param>
    public static async Task<StoryBot> StartAsync(Instant? now = null)
    {
        var folder = new TempFolder();
        if (now is { } time)
        {
            await StoryClock.SetAsync(folder.File("playground.jsonl"), time);
        }

        return new StoryBot(folder, await BotProcess.StartAsync(folder));
    }

    public async Task RestartAsync()
    {
        (await _process.StopAsync()).ExitCode.ShouldBe(0);
        await _process.DisposeAsync();
        _process = await BotProcess.StartAsync(_folder, $"--Playground:Url={Address.GetLeftPart(UriPartial.Authority)}");
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }
}
