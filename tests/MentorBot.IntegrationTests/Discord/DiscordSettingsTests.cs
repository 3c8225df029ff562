using MentorBot.Discord;
using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>What an operator reads who gets the section Discord wrong.</summary>
public sealed class DiscordSettingsTests : IDisposable
{
    private const string Token = "hushhush.secret.token";

    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("Discord__Token", "Bot " + Token, "Discord:Token has a character in it that no token has, such as a space. Copy the token alone from discord.com/developers/applications → your app → Bot → Reset Token.")]
    [InlineData("Discord__Token", Token + "\n", "Discord:Token has a character in it that no token has, such as a space.")]
    [InlineData("Discord__ApiUrl", "discord.com", "Discord:ApiUrl is 'discord.com'. Expected an address with a slash at its end, such as https://discord.com/api/v10/.")]
    [InlineData("Discord__ApiUrl", "http://127.0.0.1:1/api/v10", "Discord:ApiUrl is 'http://127.0.0.1:1/api/v10'. Expected an address with a slash at its end")]
    [InlineData("Discord__ApiUrl", "ftp://127.0.0.1:1/", "Discord:ApiUrl is 'ftp://127.0.0.1:1/'.")]
    [InlineData("Discord__BotToken", Token, "Discord:BotToken is no option. Expected one of Discord:Token, Discord:ApiUrl.")]
    public async Task NamesTheKeyOfWhatIsWrongAndPrintsNoToken(string name, string value, string message)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Discord__Token"] = Token, [name] = value };

        var refused = await BotProcess.RunAsync(_folder, ["--Urls=http://127.0.0.1:0"], input: null, settings);

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain(message);
        refused.Printed.ShouldNotContain("hushhush");
        refused.Printed.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task NamesWhatIsWrongWithSlackAndDiscordAtOnce()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Discord__Token"] = "Bot " + Token, ["Slack__BotToken"] = "xoxp-1" };

        var refused = await BotProcess.RunAsync(_folder, ["--Urls=http://127.0.0.1:0"], input: null, settings);

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain("Slack:BotToken doesn't start with xoxb-.");
        refused.Errors.ShouldContain("Discord:Token has a character in it that no token has, such as a space.");
    }

    [Fact]
    public void ShowsNoTokenWhereTheOptionsArePrinted()
    {
        new DiscordOptions { Token = Token }.ToString().ShouldBe("Discord at https://discord.com/api/v10/");
        new DiscordOptions { ApiUrl = "nonsense" }.ToString().ShouldBe("Discord is off");
        new DiscordOptions { ApiUrl = "nonsense" }.Problems().ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();
}
