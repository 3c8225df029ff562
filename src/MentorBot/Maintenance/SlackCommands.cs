using System.CommandLine;
using MentorBot.Core.Commands;
using MentorBot.Hosting;
using MentorBot.Slack.Manifest;

namespace MentorBot.Maintenance;

/// <summary><c>slack manifest</c>: what a team makes its Slack app from.</summary>
internal static class SlackCommands
{
    public static Command Create(string[] overrides)
    {
        var url = new Option<Uri?>("--url")
        {
            Description = "How Slack reaches the bot, such as https://mentor.example.org: for HTTP mode. Left out, the app uses Socket Mode and needs no address.",
            CustomParser = result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.PathAndQuery == "/"
                ? address
                : Refuse(result),
        };
        var manifest = new Command("manifest", "Print the manifest from which the Slack app is made.") { url };
        manifest.SetAction((parsed, _) => Failures.ExplainAsync(() => PrintAsync(overrides, parsed.GetValue(url))));
        return new Command("slack", "Set the bot up in Slack.") { manifest };
    }

    private static Uri? Refuse(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError($"--url takes an address with https and no path, such as https://mentor.example.org, not {result.Tokens[0].Value}.");
        return null;
    }

    /// <summary>The commands are those of the bot itself; nothing is stored or read for it.</summary>
    private static async Task<int> PrintAsync(string[] overrides, Uri? url)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddBot(SettingsReader.Read(SettingsReader.Configuration(overrides)))
            .BuildServiceProvider();
        var map = services.GetRequiredService<FeatureMap>();
        await Console.Out.WriteAsync(url is null ? SlackManifest.ToYaml(map.Commands, map.Shortcuts) : SlackManifest.ToYaml(map.Commands, map.Shortcuts, url));
        return 0;
    }
}
