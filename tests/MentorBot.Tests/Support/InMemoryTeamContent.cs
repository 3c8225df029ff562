using System.Collections.Immutable;
using MentorBot.Core.Content;

namespace MentorBot.Tests.Support;

/// <summary>Keeps the last good version of a team's folder for as long as a test runs.</summary>
internal sealed class InMemoryTeamContent : ITeamContentStore
{
    public ImmutableArray<ContentFile> Kept { get; private set; } = [];

    public Task<ImmutableArray<ContentFile>> LoadAsync(CancellationToken cancellationToken) => Task.FromResult(Kept);

    public Task SaveAsync(ImmutableArray<ContentFile> files, CancellationToken cancellationToken)
    {
        Kept = files;
        return Task.CompletedTask;
    }
}
