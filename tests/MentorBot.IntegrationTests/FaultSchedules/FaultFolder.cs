using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.FaultSchedules;

/// <summary>Where the databases of a bot are that may be dead and still write what nobody will read.</summary>
internal sealed class FaultFolder : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    public string File(string name) => _folder.File(name);

    public async ValueTask DisposeAsync() => await Eventually.HoldsAsync("the folder is gone", TimeSpan.FromSeconds(10), () =>
    {
        try
        {
            _folder.Dispose();
            return Task.FromResult(true);
        }
        catch (IOException)
        {
            return Task.FromResult(false);
        }
    });
}
