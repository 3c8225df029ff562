using MentorBot.Core.Commands;
using MentorBot.Slack.Manifest;
using MentorBot.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace MentorBot.Tests.Slack.Manifest;

public sealed class SlackManifestTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose() => _bot.Dispose();

    [Fact]
    public void IsAsSlackReadsIt() =>
        SlackManifest.ToYaml(
            [new CommandDefinition("plan start", "Enrol"), new CommandDefinition("plan stop", "Stop"), new CommandDefinition("help", "Help")],
            [new ShortcutDefinition("note", "Say \"no\" & more", "Keeps it: #1") { OnMessage = true }, new ShortcutDefinition("ask", "Ask", "Asks")]).ShouldBe(
            """
            _metadata:
              major_version: 2
              minor_version: 1
            display_information:
              name: "MentorBot"
              description: "A mentor in your team's chat: words, checklists, plans and updates when you need them"
              background_color: "#1D3557"
            features:
              app_home:
                home_tab_enabled: true
                messages_tab_enabled: true
                messages_tab_read_only_enabled: false
              bot_user:
                display_name: "MentorBot"
                always_online: true
              shortcuts:
                - name: "Say \"no\" & more"
                  type: "message"
                  callback_id: "note"
                  description: "Keeps it: #1"
                - name: "Ask"
                  type: "global"
                  callback_id: "ask"
                  description: "Asks"
              slash_commands:
                - command: "/mentor"
                  description: "Ask your mentor: words for a hard moment, checklists, plans, updates"
                  usage_hint: "plan | help"
                  should_escape: true
            oauth_config:
              scopes:
                bot:
                  - "app_mentions:read"
                  - "channels:read"
                  - "chat:write"
                  - "commands"
                  - "files:write"
                  - "groups:read"
                  - "im:history"
                  - "im:write"
                  - "users:read"
                bot_optional:
                  - "channels:history"
                  - "groups:history"
            settings:
              event_subscriptions:
                bot_events:
                  - "app_home_opened"
                  - "app_mention"
                  - "app_uninstalled"
                  - "channel_left"
                  - "group_left"
                  - "member_joined_channel"
                  - "member_left_channel"
                  - "message.im"
                  - "tokens_revoked"
                  - "user_change"
              interactivity:
                is_enabled: true
              org_deploy_enabled: false
              socket_mode_enabled: true
              token_rotation_enabled: false

            """);

    [Fact]
    public void NamesTheAddressOfEachDeliveryOverHttp()
    {
        var root = Read(SlackManifest.ToYaml(_bot.Map.Commands, _bot.Map.Shortcuts, new Uri("https://mentor.example.org/")));

        At(root, "features", "slash_commands", "0", "url").ShouldBe("https://mentor.example.org/slack/events");
        At(root, "settings", "event_subscriptions", "request_url").ShouldBe("https://mentor.example.org/slack/events");
        At(root, "settings", "interactivity", "request_url").ShouldBe("https://mentor.example.org/slack/events");
        At(root, "settings", "socket_mode_enabled").ShouldBe("false");
        ManifestRules.Check(root);
    }

    [Fact]
    public void KeepsSlacksRulesWithAllThatTheBotCanDo()
    {
        var root = Read(SlackManifest.ToYaml(_bot.Map.Commands, _bot.Map.Shortcuts));

        ManifestRules.Check(root);
        _bot.Map.Shortcuts.ShouldNotBeEmpty();
        foreach (var shortcut in _bot.Map.Shortcuts)
        {
            root.ToString().ShouldContain(shortcut.Title);
        }

        var hint = At(root, "features", "slash_commands", "0", "usage_hint").Split(" | ");
        hint.ShouldBe(_bot.Map.Commands.Select(command => command.Name.Split(' ')[0]).Distinct());
    }

    [Fact]
    public void HintsAtAsManyCommandsAsThereIsRoomFor()
    {
        var many = Enumerable.Range(100, 300).Select(i => new CommandDefinition($"word{i}", "Does it"));
        var root = Read(SlackManifest.ToYaml(many, []));

        ManifestRules.Check(root);
        At(root, "features", "slash_commands", "0", "usage_hint").ShouldEndWith(" | word199");
    }

    [Fact]
    public void AsksForEachRightOnceAndSaysWhatItIsFor()
    {
        SlackManifest.Scopes.Select(scope => scope.Name).ShouldBeUnique();
        SlackManifest.Scopes.Where(scope => scope.IsOptional).Select(scope => scope.Name).ShouldBe(["channels:history", "groups:history"]);
        SlackManifest.Scopes.ShouldAllBe(scope => scope.Purpose.StartsWith("to ", StringComparison.Ordinal) || scope.Purpose.StartsWith("for ", StringComparison.Ordinal));
    }

    private static YamlMappingNode Read(string yaml)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(yaml);
        stream.Load(reader);
        return stream.Documents.ShouldHaveSingleItem().RootNode.ShouldBeOfType<YamlMappingNode>();
    }

    private static string At(YamlNode node, params string[] path) => path.Aggregate(node, (at, key) => at is YamlSequenceNode list ? list[int.Parse(key)] : at[key]).ShouldBeOfType<YamlScalarNode>().Value!;
}
