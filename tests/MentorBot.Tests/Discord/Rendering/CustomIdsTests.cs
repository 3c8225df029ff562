using MentorBot.Core.Messages;
using MentorBot.Discord.Rendering;

namespace MentorBot.Tests.Discord.Rendering;

public class CustomIdsTests
{
    private const string Guild = "1234567890123456789";

    [Theory]
    [InlineData("post.send:7", null, "post.send:7")]
    [InlineData("post.send:7~1", Guild, "post.send:7~1|9do1sj396nf9")]
    [InlineData("a|b", null, "a|b|")]
    [InlineData("a|b", "not an id", "a|b|")]
    [InlineData("t", "18446744073709551615", "t|3w5e11264sgsf")]
    public void WritesTheTokenAndTheGuild(string token, string? guild, string written)
    {
        CustomIds.Of(token, guild).ShouldBe(written);
        CustomIds.Read(written).ShouldBe(new CustomId(token, guild is { } id && char.IsAsciiDigit(id[0]) ? id : null, null, Ticks: false));
    }

    [Fact]
    public void WritesWhatTellsTwoOfAMessageApart()
    {
        CustomIds.Again("go:1", null, 2).ShouldBe("go:1|.2");
        CustomIds.Read("go:1|.2").ShouldBe(new CustomId("go:1", null, null, Ticks: false));
        CustomIds.OfTicks("tick:7", Guild, 3).ShouldBe("tick:7|9do1sj396nf9.t3");
        CustomIds.Read("tick:7|9do1sj396nf9.t3").ShouldBe(new CustomId("tick:7", Guild, null, Ticks: true));
        CustomIds.OfPage("form:1", Guild, 2).ShouldBe("form:1|9do1sj396nf9.p2");
        CustomIds.Read("form:1|9do1sj396nf9.p2").ShouldBe(new CustomId("form:1", Guild, 2, Ticks: false));
        CustomIds.Read("form:1|.p0").ShouldBe(new CustomId("form:1", null, 0, Ticks: false));
    }

    [Theory]
    [InlineData("")]
    [InlineData("|")]
    [InlineData("|||.p")]
    [InlineData("a|zzzzzzzzzzzzz")]
    [InlineData("a|zzzzzzzzzzzzzzzzzzzzzz.p99999999999999999999")]
    [InlineData("a|Ü.p-1")]
    public void ReadsWhateverComes(string customId) => CustomIds.Read(customId).ShouldSatisfyAllConditions(id => id.Guild.ShouldBeNull(), id => id.Page.ShouldBeNull());

    [Fact]
    public void HasRoomForTheLongestTokenWithTheLargestGuild() =>
        CustomIds.OfTicks(new string('t', Limits.Token), ulong.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture), 40).Length.ShouldBeLessThanOrEqualTo(100);
}
