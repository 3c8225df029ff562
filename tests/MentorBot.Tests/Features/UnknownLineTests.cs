using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

public sealed class UnknownLineTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose() => _bot.Dispose();

    [Fact]
    public async Task ALineThatIsNoCommandIsLookedForInTheLibrary() =>
        (await _bot.Say("/mentor they want it by friday and we can't make the deadline")).Text()
            .ShouldStartWith("These are closest to “they want it by friday and we can't make the deadline”:\n\n1. Push back on a deadline");

    [Fact]
    public async Task AMisspeltCommandIsStillACommand() =>
        (await _bot.Say("/mentor chekclist")).Text().ShouldStartWith("I don't know chekclist. Did you mean one of these?\n\n- /mentor checklist [ID]");

    [Fact]
    public async Task OneWordInPassingFindsNothing() =>
        (await _bot.Say("/mentor thanks")).Text().ShouldStartWith("I have nothing for “thanks” yet.");

    [Fact]
    public async Task APluralMeansItsCommand() =>
        (await _bot.Say("/mentor scripts")).Text().ShouldStartWith("Scripts\n=======");
}
