using System.Net;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Slack;
using MentorBot.Slack.Manifest;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>What an operator reads who starts the bot with Slack for the first time.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("Slack__BotToken", "xoxb-wrong", "Slack doesn't take Slack:BotToken (invalid_auth). Install the app to your workspace and copy the Bot User OAuth Token (xoxb-…) from api.slack.com/apps → your app → OAuth & Permissions.")]
    [InlineData("Slack__AppToken", "xapp-wrong", "Slack doesn't take Slack:AppToken (invalid_auth). Make an app-level token (xapp-…) with the scope connections:write at api.slack.com/apps → your app → Basic Information → App-Level Tokens.")]
    public async Task SaysWhichTokenIsWrongAndWhereToGetIt(string key, string token, string message)
    {
        await using var slack = await SlackSimulator.StartAsync();
        var settings = StoryTeam.Settings(slack);
        settings[key] = token;

        var refused = await BotProcess.RunAsync(_folder, ["--Urls=http://127.0.0.1:0"], input: null, settings);

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldBe(message + "\n");
        refused.Printed.ShouldNotContain(token);
    }

    [Fact]
    public async Task SaysWhichPermissionsAreMissing()
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Scopes = ["commands", "users:read", "im:write", "app_mentions:read", "channels:read", "groups:read", "im:history"] });

        var refused = await BotProcess.RunAsync(_folder, ["--Urls=http://127.0.0.1:0"], input: null, StoryTeam.Settings(slack));

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldBe("The Slack app lacks permissions: chat:write to answer and to post; files:write to share files. Add them at api.slack.com/apps → your app → OAuth & Permissions → Scopes → Bot Token Scopes, then press Reinstall to Workspace there.\n");
    }

    [Fact]
    public async Task RunsWithoutAPermissionThatItCanDoWithoutAndSaysSoOnce()
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Scopes = [.. SlackManifest.Scopes.Select(scope => scope.Name).Where(scope => scope != "files:write")] });
        await using var bot = await BotProcess.StartAsync(_folder, [], StoryTeam.Settings(slack), withPlayground: false);

        bot.Output.ShouldContain("The Slack app lacks permissions: files:write to share files. Add them at");
        (await bot.Health.GetStringAsync(new Uri("/readyz", UriKind.Relative))).ShouldBe($"ready: storage answers, {TempFolder.ContentItems} content items are live, Slack is connected\n");
    }

    [Fact]
    public async Task StartsWhereSlackDoesNotAnswerAndIsReadyOnceItDoes()
    {
        await using var slack = await SlackSimulator.StartAsync();
        slack.Faults.Next("auth.test", FaultKind.ErrorBefore, times: 3);
        await using var bot = await BotProcess.StartAsync(_folder, [], StoryTeam.Settings(slack), withPlayground: false);

        bot.Output.ShouldContain("the bot goes on asking");
        bot.Output.ShouldContain("Slack knows the bot in the workspace Acme");
        using var page = await bot.Health.GetAsync(new Uri("/api/state?as=ana", UriKind.Relative));
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        bot.Output.ShouldNotContain("playground");
    }

    [Fact]
    public async Task AnswersOverHttpWhereASigningSecretIsSetAndNobodyElseCanAsk()
    {
        await using var slack = await SlackSimulator.StartAsync();
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var bot = await BotProcess.StartAsync(_folder, [], StoryTeam.SettingsOverHttp(slack), withPlayground: false);
        slack.UseHttp(new Uri(bot.Health.BaseAddress!, SlackManifest.RequestPath));

        (await slack.VerifiesUrlAsync()).ShouldBeTrue();
        (await StoryTeam.TypesAsync(ana, "/mentor script deadline-pushback", general)).Shown.ShouldStartWith("Push back on a deadline\n");
        ana.Says("how do I push back on a deadline?");
        await ana.WaitForDirectAsync("Here's the closest I have.");
        (await slack.PostsForgedAsync("{}", secret: "another")).ShouldBe(HttpStatusCode.Unauthorized);
        slack.AllSockets.ShouldBeEmpty();
        slack.Refusals.ShouldBeEmpty();
        slack.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Slack__BotToken=xoxp-1", "Slack:BotToken doesn't start with xoxb-.")]
    [InlineData("Slack__BotToken=xoxb-1", "Slack:BotToken is set, but neither Slack:AppToken nor Slack:SigningSecret.")]
    [InlineData("Slack__AppToken=xapp-1", "Slack:BotToken is missing.")]
    [InlineData("Slack__BotToken=xoxb-1 Slack__AppToken=xoxb-1", "Slack:AppToken doesn't start with xapp-.")]
    [InlineData("Slack__BotToken=xoxb-1 Slack__AppToken=xapp-1 Slack__ApiUrl=slack.com", "Slack:ApiUrl is 'slack.com'. Expected an address with a slash at its end, such as https://slack.com/api/.")]
    [InlineData("Slack__Token=xoxb-1", "Slack:Token is no option. Expected one of Slack:BotToken, Slack:AppToken, Slack:SigningSecret, Slack:ApiUrl.")]
    public async Task NamesTheKeyOfWhatIsWrong(string environment, string message)
    {
        var settings = environment.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

        var refused = await BotProcess.RunAsync(_folder, ["--Urls=http://127.0.0.1:0"], input: null, settings);

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain(message);
        refused.Printed.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task TheTerminalAsksNothingOfSlack()
    {
        await using var slack = await SlackSimulator.StartAsync();

        var chat = await BotProcess.RunAsync(_folder, ["chat", "/mentor help"], input: null, StoryTeam.Settings(slack));

        chat.ExitCode.ShouldBe(0, chat.Errors);
        slack.Calls.ShouldBeEmpty();
        slack.AllSockets.ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();
}
