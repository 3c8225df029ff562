using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.Hosting;

public sealed class SlackManifestTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task PrintsTheManifestAndStoresNothing()
    {
        var printed = await BotProcess.RunAsync(_folder, "slack", "manifest");

        printed.ExitCode.ShouldBe(0, printed.Errors);
        printed.Errors.ShouldBeEmpty();
        printed.Output.ShouldStartWith("_metadata:\n  major_version: 2\n");
        printed.Output.ShouldContain("    - command: \"/mentor\"\n");
        printed.Output.ShouldContain("    - name: \"Say it like a senior\"\n      type: \"message\"\n");
        printed.Output.ShouldEndWith("  socket_mode_enabled: true\n  token_rotation_enabled: false\n");
        Directory.GetFiles(_folder.Path, "*.db").ShouldBeEmpty();
    }

    [Fact]
    public async Task PrintsTheAddressForHttp()
    {
        var printed = await BotProcess.RunAsync(_folder, "slack", "manifest", "--url", "https://mentor.example.org");

        printed.ExitCode.ShouldBe(0, printed.Errors);
        printed.Output.ShouldContain("      url: \"https://mentor.example.org/slack/events\"\n");
        printed.Output.ShouldContain("  socket_mode_enabled: false\n");
    }

    [Theory]
    [InlineData("http://mentor.example.org")]
    [InlineData("mentor.example.org")]
    [InlineData("https://mentor.example.org/here")]
    public async Task SaysWhichAddressItTakes(string address)
    {
        var refused = await BotProcess.RunAsync(_folder, "slack", "manifest", "--url", address);

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldStartWith($"--url takes an address with https and no path, such as https://mentor.example.org, not {address}.");
    }

    public void Dispose() => _folder.Dispose();
}
