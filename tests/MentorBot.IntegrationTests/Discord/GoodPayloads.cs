using static MentorBot.IntegrationTests.Discord.BadPayloads;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>Payloads at the edge of what Discord takes.</summary>
internal static class GoodPayloads
{
    public static IEnumerable<object[]> All() => Each().Select(one => new object[] { one.To, one.Json });

    private static IEnumerable<(string To, string Json)> Each() =>
    [
        ("post", $$"""{"content":"{{X(2000, "😀")}}","allowed_mentions":{"parse":[]},"nonce":"{{X(25)}}","enforce_nonce":true}"""),
        ("post", $$"""{"embeds":[{"title":" {{X(256)}} ","description":"{{X(4096)}}","color":0,"url":"https://example.org","timestamp":"2026-08-06T10:00:00Z"}]}"""),
        ("post", Classic(string.Join(',', Enumerable.Range(0, 5).Select(at => Button($$""" "label":"Go","custom_id":"{{at}}" """))))),
        ("post", Classic("""{"type":2,"style":5,"label":"Docs","url":"https://example.org"}""")),
        ("post", Classic($$"""{"type":3,"custom_id":"s","min_values":0,"max_values":25,"options":{{Many(25, at => $$"""{"label":"a","value":"{{at}}"}""")}}}""")),
        ("post", V2($$"""{"type":17,"accent_color":16777215,"components":{{Many(39, _ => """{"type":14,"divider":false,"spacing":2}""")}}}""")),
        ("post", V2($$"""{"type":10,"content":"{{X(4000)}}"}""")),
        ("post", V2($$"""{"type":10,"content":"{{X(3386, "字")}}"}""")),
        ("post", V2($$"""{"type":9,"components":[{"type":10,"content":"a"}],"accessory":{{Button(Go)}}}""")),
        ("edit classic", """{"content":"changed","allowed_mentions":{"parse":["users"]}}"""),
        ("edit classic", """{"content":null,"embeds":[],"flags":32768,"components":[{"type":10,"content":"hi"}]}"""),
        ("edit v2", """{"components":[{"type":10,"content":"changed"}]}"""),
        ("direct", """{"recipient_id":"ANA"}"""),
        ("typed", """{"type":4,"data":{"flags":32832,"components":[{"type":17,"components":[{"type":10,"content":"hi"}]}]}}"""),
        ("typed", """{"type":5,"data":{"flags":64}}"""),
        ("typed", """{"type":5}"""),
        ("typed", Modal(string.Join(',', Enumerable.Range(0, 5).Select(at => Field($$"""{"type":4,"style":2,"custom_id":"{{at}}","min_length":0,"max_length":4000,"value":"a"}"""))), title: X(45, "😀"))),
        ("typed", Modal($$"""{"type":10,"content":"Hello"},{{Field("""{"type":3,"custom_id":"s","required":false,"min_values":0,"options":[{"label":"a","value":"1"}]}""")}},{{Field("""{"type":21,"custom_id":"r","options":[{"label":"a","value":"1"},{"label":"b","value":"2"}]}""")}},{{Field("""{"type":22,"custom_id":"c","options":[{"label":"a","value":"1"}]}""")}},{{Field("""{"type":23,"custom_id":"x"}""")}}""")),
        ("typed", Modal("""{"type":1,"components":[{"type":4,"style":1,"custom_id":"t","label":"Old way"}]}""")),
        ("completed", """{"type":8,"data":{"choices":[]}}"""),
        ("completed", $$"""{"type":8,"data":{"choices":{{Many(25, at => $$"""{"name":"{{X(100)}}","value":"{{at}}"}""")}} } }"""),
        ("pressed", """{"type":6}"""),
        ("pressed", """{"type":7,"data":{"content":"changed","components":[]}}"""),
        ("pressed", Modal(Field(Input))),
        ("follow-up", """{"content":"and","flags":64,"allowed_mentions":{"parse":[]}}"""),
        ("commands", """[{"name":"größe-เ_'","description":"d","default_member_permissions":"32","contexts":[0,1],"integration_types":[0],"nsfw":false,"name_localizations":{"de":"größe"}},{"name":"Say it like a senior","type":3},{"name":"a","description":"d","options":[{"type":2,"name":"g","description":"d","options":[{"type":1,"name":"s","description":"d","options":[{"type":3,"name":"o","description":"d","required":true,"autocomplete":true,"min_length":1,"max_length":6000},{"type":4,"name":"n","description":"d","min_value":1,"choices":[{"name":"one","value":1}]}]}]}]}]"""),
        ("commands", "[]"),
        ("guild commands", """[{"name":"a","description":"d"}]"""),
    ];
}
