using System.Collections.Immutable;
using MentorBot.Core.Content;
using MentorBot.Hosting;
using MentorBot.IntegrationTests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace MentorBot.IntegrationTests.Hosting;

/// <summary>Holds the two seconds that the README promises by a clock of the test's own, however busy the machine is.</summary>
public sealed class ContentRefresherTests : IDisposable
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task TakesAnEditInWithinTheTwoSecondsThatArePromised()
    {
        var content = _folder.CopyContent();
        var library = new ContentLibrary(content, NullLogger<ContentLibrary>.Instance);
        using var refresher = new ContentRefresher(library, new TeamMemory(library, new NoTeam(), NullLogger<TeamMemory>.Instance), _time, NullLogger<ContentRefresher>.Instance);
        await refresher.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync("it waits for its clock", Patience, () => Task.FromResult(_time.Timers == 1));

        var script = Path.Combine(content, "scripts", "deadline-pushback.yaml");
        await File.WriteAllTextAsync(script, (await File.ReadAllTextAsync(script)).Replace("title: Push back on a deadline", "title: Say no to a date", StringComparison.Ordinal));
        _time.Advance(Promised);

        await Eventually.HoldsAsync("the new title is live", Patience, () => Task.FromResult(library.Pack.Find<Script>("deadline-pushback")?.Title == "Say no to a date"));
        await refresher.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task PreparesTheSearchOnceTheStartIsOver()
    {
        var library = new ContentLibrary(_folder.CopyContent(), NullLogger<ContentLibrary>.Instance);
        using var refresher = new ContentRefresher(library, new TeamMemory(library, new NoTeam(), NullLogger<TeamMemory>.Instance), _time, NullLogger<ContentRefresher>.Instance);
        await refresher.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync("it waits for its clock", Patience, () => Task.FromResult(_time.Timers == 1));
        for (var second = 0; second < 3; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        library.Pack.IsPrepared.ShouldBeFalse();

        await Eventually.HoldsAsync("the search is ready", Patience, () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(library.Pack.IsPrepared);
        });
        await refresher.StopAsync(CancellationToken.None);
    }

    public void Dispose() => _folder.Dispose();

    private sealed class NoTeam : ITeamContentStore
    {
        public Task<ImmutableArray<ContentFile>> LoadAsync(CancellationToken cancellationToken) => Task.FromResult(ImmutableArray<ContentFile>.Empty);

        public Task SaveAsync(ImmutableArray<ContentFile> files, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
