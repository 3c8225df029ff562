using System.Text;
using MentorBot.Slack.Receiving.Http;
using NodaTime;

namespace MentorBot.Tests.Slack.Receiving;

/// <summary>Slack's own example, and everything that is not quite it.</summary>
public class RequestSignatureTests
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Timestamp = "1531420618";
    private const string Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    private const string Body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(-300)]
    public void TakesSlacksExampleWithinFiveMinutes(int late) => IsGood(late: late).ShouldBeTrue();

    [Theory]
    [InlineData(301)]
    [InlineData(-301)]
    public void RefusesWhatIsRecordedOrOfTheFuture(int late) => IsGood(late: late).ShouldBeFalse();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v0=")]
    [InlineData("a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b504")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b5")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50303")]
    [InlineData("v0=x2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    public void RefusesAnotherSignature(string? signature) => IsGood(signature: signature).ShouldBeFalse();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1531420617")]
    [InlineData("+1531420618")]
    [InlineData(" 1531420618")]
    [InlineData("1531420618.0")]
    [InlineData("-1")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999999")]
    public void RefusesAnotherTime(string? timestamp) => IsGood(timestamp: timestamp).ShouldBeFalse();

    [Fact]
    public void RefusesAnotherBodyAndAnotherSecret()
    {
        IsGood(body: Body + "&").ShouldBeFalse();
        IsGood(secret: Secret + "x").ShouldBeFalse();
    }

    private static bool IsGood(string secret = Secret, string? timestamp = Timestamp, string? signature = Signature, string body = Body, int late = 0) =>
        new RequestSignature(secret, new Now(Instant.FromUnixTimeSeconds(1531420618 + late))).IsGood(timestamp, signature, Encoding.UTF8.GetBytes(body));

    private sealed class Now(Instant now) : IClock
    {
        public Instant GetCurrentInstant() => now;
    }
}
