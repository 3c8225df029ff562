using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MentorBot.Tests.Slack.Manifest;

/// <summary>What Slack's manifest schema allows of the parts that the bot uses: keys, types, lengths and counts.</summary>
internal static class ManifestRules
{
    private static readonly Action<YamlNode> Flag = node => Scalar(node, ScalarStyle.Plain).Value.ShouldBeOneOf("true", "false");

    private static readonly Action<YamlNode> Number = node => int.Parse(Scalar(node, ScalarStyle.Plain).Value!).ShouldBeGreaterThan(0);

    private static readonly Action<YamlNode> Manifest = Map(
        ("_metadata!", Map(("major_version", Number), ("minor_version", Number))),
        ("display_information!", Map(("name!", Text(35)), ("description", Text(140)), ("background_color", Text(7)))),
        ("features!", Map(
            ("app_home!", Map(("home_tab_enabled", Flag), ("messages_tab_enabled", Flag), ("messages_tab_read_only_enabled", Flag))),
            ("bot_user!", Map(("display_name!", Text(80)), ("always_online", Flag))),
            ("shortcuts", List(10, Map(("name!", Text(24)), ("type!", OneOf("message", "global")), ("callback_id!", Text(255)), ("description!", Text(150))))),
            ("slash_commands!", List(50, Map(("command!", Text(32, "/")), ("url", Text(3_000, "https://")), ("description!", Text(2_000)), ("usage_hint", Text(1_000)), ("should_escape", Flag)))))),
        ("oauth_config!", Map(("scopes!", Map(("bot!", List(255, Text(50))), ("bot_optional", List(255, Text(50))))))),
        ("settings!", Map(
            ("event_subscriptions!", Map(("request_url", Text(3_500, "https://")), ("bot_events!", List(100, Text(50))))),
            ("interactivity!", Map(("is_enabled!", Flag), ("request_url", Text(3_500, "https://")))),
            ("org_deploy_enabled", Flag),
            ("socket_mode_enabled!", Flag),
            ("token_rotation_enabled", Flag))));

    public static void Check(YamlMappingNode root)
    {
        Manifest(root);

        // Slack: without Socket Mode every delivery needs an address; with it there is none.
        var isHttp = root["settings"]["socket_mode_enabled"].ToString() == "false";
        foreach (var node in (YamlNode[])[root["settings"]["event_subscriptions"], root["settings"]["interactivity"]])
        {
            ((YamlMappingNode)node).Children.ContainsKey("request_url").ShouldBe(isHttp);
        }
    }

    /// <summary>No other keys than these; those with a mark have to be there.</summary>
    private static Action<YamlNode> Map(params (string Key, Action<YamlNode> Check)[] keys) => node =>
    {
        var map = node.ShouldBeOfType<YamlMappingNode>();
        var names = map.Children.Keys.Select(key => key.ToString()).ToArray();
        names.ShouldBeSubsetOf(keys.Select(key => key.Key.TrimEnd('!')));
        keys.Where(key => key.Key[^1] == '!').Select(key => key.Key.TrimEnd('!')).ShouldBeSubsetOf(names);
        foreach (var (key, check) in keys)
        {
            if (map.Children.TryGetValue(key.TrimEnd('!'), out var value))
            {
                check(value);
            }
        }
    };

    private static Action<YamlNode> List(int most, Action<YamlNode> check) => node =>
    {
        var list = node.ShouldBeOfType<YamlSequenceNode>();
        list.Children.Count.ShouldBeInRange(1, most);
        list.Children.Select(child => child.ToString()).ShouldBeUnique();
        foreach (var child in list.Children)
        {
            check(child);
        }
    };

    private static Action<YamlNode> Text(int longest, string start = "") => node =>
    {
        var text = Scalar(node, ScalarStyle.DoubleQuoted).Value!;
        text.Length.ShouldBeInRange(1, longest, text);
        text.ShouldStartWith(start);
    };

    private static Action<YamlNode> OneOf(params string[] values) => node => node.ToString().ShouldBeOneOf(values);

    private static YamlScalarNode Scalar(YamlNode node, ScalarStyle style)
    {
        var scalar = node.ShouldBeOfType<YamlScalarNode>();
        scalar.Style.ShouldBe(style);
        return scalar;
    }
}
