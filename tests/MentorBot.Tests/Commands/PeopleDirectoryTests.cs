using MentorBot.Core;
using MentorBot.Core.People;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Commands;

public sealed class PeopleDirectoryTests
{
    private static readonly Identity Ana = Some.Identity("ana");

    private readonly FakeTime _time = new();
    private readonly InMemoryPeople _people = new();
    private readonly PeopleDirectory _directory;

    public PeopleDirectoryTests() => _directory = new PeopleDirectory(_people, new TimeProviderClock(_time));

    [Fact]
    public async Task RemembersForAMinute()
    {
        var ana = await _directory.RecogniseAsync(Ana, "Ana", CancellationToken.None);
        await _people.SetRoleAsync(Some.Team, ana.Id, Role.Admin, CancellationToken.None);
        (await _directory.RecogniseAsync(Ana, "Ana", CancellationToken.None)).Role.ShouldBe(Role.Member);
        _time.Advance(TimeSpan.FromMinutes(1));
        (await _directory.RecogniseAsync(Ana, "Ana", CancellationToken.None)).Role.ShouldBe(Role.Admin);
    }

    [Fact]
    public async Task FindsOnlyWhoIsKnown()
    {
        (await _directory.FindAsync(Ana, CancellationToken.None)).ShouldBeNull();
        var ana = await _directory.RecogniseAsync(Ana, "Ana", CancellationToken.None);
        (await _directory.FindAsync(Ana, CancellationToken.None)).ShouldBe(ana);
    }

    [Fact]
    public async Task DoesNotPutBackWhoIsForgottenWhileTheStoreIsAsked()
    {
        var before = await _people.FindOrAddAsync(Ana, "Ana", CancellationToken.None);
        _people.OnAsked = () =>
        {
            _people.OnAsked = null;
            _people.Erase(before.Id);
            _directory.Forget(before.Id);
        };
        await _directory.RecogniseAsync(Ana, "Ana", CancellationToken.None);

        (await _directory.RecogniseAsync(Ana, "Ana", CancellationToken.None)).Id.ShouldNotBe(before.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public async Task KeepsAKnownNameOverNone(string? name)
    {
        await _directory.RecogniseAsync(Ana, "Ana", CancellationToken.None);
        (await _directory.RecogniseAsync(Ana, name, CancellationToken.None)).Name.ShouldBe("Ana");
    }
}
