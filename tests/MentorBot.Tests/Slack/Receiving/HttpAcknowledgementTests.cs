using MentorBot.Slack.Receiving.Http;
using MentorBot.Tests.Slack.Support;

namespace MentorBot.Tests.Slack.Receiving;

/// <summary>What becomes of a request that nobody acknowledges in time.</summary>
public sealed class HttpAcknowledgementTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    private readonly TimerClock _time = new();

    [Fact]
    public async Task IsGivenUpSoThatSlackBringsItAgainOrTellsThePerson()
    {
        var acknowledgement = new HttpAcknowledgement();
        var response = acknowledgement.ResponseAsync(Patience, _time);
        _time.Advance(Patience);

        (await response).ShouldBeNull();
        acknowledgement.IsAbandoned.ShouldBeTrue();
        (await acknowledgement.AcknowledgeAsync(null, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task IsNotGivenUpOnceItIsAcknowledged()
    {
        var acknowledgement = new HttpAcknowledgement();
        var acknowledging = acknowledgement.AcknowledgeAsync(null, default);
        acknowledgement.Written(isWritten: true);

        (await acknowledgement.ResponseAsync(Patience, _time)).ShouldBeNull();
        acknowledgement.IsAbandoned.ShouldBeFalse();
        (await acknowledging).ShouldBeTrue();
    }
}
