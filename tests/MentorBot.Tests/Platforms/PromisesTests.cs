using MentorBot.Core;
using MentorBot.Core.People;
using MentorBot.Core.Platforms;
using MentorBot.Tests.Slack.Support;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Platforms;

/// <summary>Who is at a promise, and who may take it over.</summary>
public sealed class PromisesTests : IDisposable
{
    private static readonly Identity Ada = new(Some.Team, "ada");

    private readonly InMemoryPromises _store = new();
    private readonly TimerClock _time = new();
    private readonly CollectingLog _log = new();
    private readonly TimeProviderClock _clock;

    public PromisesTests() => _clock = new TimeProviderClock(_time);

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task IsHeldForAsLongAsSomebodyIsAtIt()
    {
        await using var inHand = await Node().MakeAsync(Ada, "/mentor find", form: null, "way");

        _time.Advance(IPromiseStore.Lease.ToTimeSpan());

        _store.Held.ShouldBeGreaterThan(1);
        _store.Open.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(80, true)]
    [InlineData(81, false)]
    public async Task KeepsNoTokenThatCanBeNoneOfAForm(int length, bool isKept)
    {
        var form = new string('f', length);
        await using var inHand = await Node().MakeAsync(Ada, Promise.Submission, form, "way");

        _store.Open.ShouldHaveSingleItem().Form.ShouldBe(isKept ? form : null);
    }

    [Fact]
    public async Task IsNotTakenFromWhoeverIsAtIt()
    {
        var node = Node();
        await using var inHand = await node.MakeAsync(Ada, "/mentor find", form: null, "way");

        (await ToldAsync(node)).ShouldBeEmpty();
    }

    [Fact]
    public async Task IsForgottenOnceItIsDone()
    {
        var node = Node();
        await using (var inHand = await node.MakeAsync(Ada, "/mentor find", form: null, "way"))
        {
            inHand.IsDone = true;
        }

        (await ToldAsync(node)).ShouldBeEmpty();
        _store.Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task IsToldWhereWhoeverWasAtItGaveUp()
    {
        var node = Node();
        await using (await node.MakeAsync(Ada, "/mentor find", form: null, "way"))
        {
        }

        (await ToldAsync(node)).ShouldBe(["/mentor find"]);
        _store.Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task OneThatCannotBeToldHoldsUpNoOtherForEver()
    {
        _store.Leave(new Promise("p1", Ada, "broken", null, "way", _clock.GetCurrentInstant()));
        _store.Leave(new Promise("p2", Ada, "/mentor find", null, "way", _clock.GetCurrentInstant()));

        (await ToldAsync(Node(), about => about != "broken")).ShouldContain("/mentor find");
    }

    private Promises Node() => new(_store, _clock, _time, _log.For<Promises>());

    /// <summary>Looks for two minutes.</summary>
    private async Task<List<string>> ToldAsync(Promises node, Func<string, bool>? tell = null)
    {
        var told = new List<string>();
        using var stop = new CancellationTokenSource();
        var telling = node.TellLostAsync(
            Some.Team.Platform,
            (promise, _) =>
            {
                told.Add(promise.About);
                return Task.FromResult(tell?.Invoke(promise.About) ?? true);
            },
            stop.Token);
        for (var second = 0; second < 120; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        await stop.CancelAsync();
        await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return told;
    }
}
