using MentorBot.Core.Platforms;
using MentorBot.Tests.Slack.Support;

namespace MentorBot.Tests.Platforms;

/// <summary>How much is remembered of what a platform was asked.</summary>
public sealed class RecollectionTests
{
    private readonly Recollection<string> _known = new((_, _) => Task.FromResult<string?>("asked again"), TimeSpan.FromHours(1), new TimerClock());

    public RecollectionTests()
    {
        for (var key = 0; key < Recollection<string>.Capacity; key++)
        {
            _known.Set($"{key}", "told");
        }
    }

    [Fact]
    public async Task ForgetsNothingOverWhatItKnowsWhereItIsFull()
    {
        _known.Peek("0").ShouldBe("told");
        (await _known.FindAsync("1")).ShouldBe("told");
        _known.Set("2", "told anew");

        _known.Peek("2").ShouldBe("told anew");
        _known.Peek("3").ShouldBe("told");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MakesRoomForOneMoreWhereItIsFull(bool isTold)
    {
        if (isTold)
        {
            _known.Set("one more", "told");
        }
        else
        {
            _known.Peek("one more").ShouldBe("asked again");
        }

        _known.Peek("0").ShouldBe("asked again");
        _known.Peek("one more").ShouldBe(isTold ? "told" : "asked again");
    }
}
