namespace MentorBot.IntegrationTests.Discord;

/// <summary>Payloads that Discord refuses, each with where it is sent and what is said of it.</summary>
internal static class BadPayloads
{
    private const string Duplicate = "COMPONENT_CUSTOM_ID_DUPLICATED";
    private const string TooLong = "BASE_TYPE_MAX_LENGTH";
    private const string BadLength = "BASE_TYPE_BAD_LENGTH";
    private const string Required = "BASE_TYPE_REQUIRED";
    private const string WrongKind = "UNION_TYPE_CHOICES";

    /// <summary>Those that the rules know, whether Discord's OpenAPI file is there or not.</summary>
    public static IEnumerable<object[]> ByRules() => Messages().Concat(Components()).Concat(Answers()).Concat(Modals()).Concat(Commands()).Select(one => new object[] { one.To, one.Json, one.Expected });

    /// <summary>Those that only Discord's OpenAPI file knows.</summary>
    public static IEnumerable<object[]> BySpecification() => Specified().Select(one => new object[] { one.To, one.Json, one.Expected });

    internal static string X(int count, string what = "x") => string.Concat(Enumerable.Repeat(what, count));

    internal static string Many(int count, Func<int, string> one) => $"[{string.Join(',', Enumerable.Range(0, count).Select(one))}]";

    private static (string To, string Json, string Expected) In(string to, string json, string expected) => (to, json, expected);

    private static IEnumerable<(string To, string Json, string Expected)> Messages() =>
    [
        In("post", "{}", "400/50006"),
        In("post", """{"content":"  "}""", "400/50006"),
        In("post", """{"embeds":[],"components":[]}""", "400/50006"),
        In("post", "{nonsense", "400/50109"),
        In("post", $$"""{"content":"{{X(2001)}}"}""", $"content:{TooLong}"),
        In("post", $$"""{"content":"{{X(2001, "😀")}}"}""", $"content:{TooLong}"),
        In("post", """{"content":"hi","flags":64}""", "flags:MESSAGE_FLAGS_INVALID"),
        In("post", $$"""{"content":"hi","nonce":"{{X(26)}}"}""", $"nonce:{TooLong}"),
        In("post", """{"content":"hi","allowed_mentions":{"parse":["users"],"users":["1"]}}""", "allowed_mentions:MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"),
        In("post", """{"content":"hi","allowed_mentions":{"parse":["roles"],"roles":["1"]}}""", "allowed_mentions:MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"),
        In("post", $$"""{"content":"hi","allowed_mentions":{"users":{{Many(101, at => $"\"{at + 1}\"")}} } }""", $"allowed_mentions.users:{TooLong}"),
        In("post", """{"content":"hi","flags":32768,"components":[{"type":10,"content":"hi"}]}""", "content:MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
        In("post", """{"embeds":[{"title":"hi"}],"flags":32768,"components":[{"type":10,"content":"hi"}]}""", "embeds:MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
        In("post", """{"content":"hi","attachments":[{"id":"0","filename":"a.txt"}]}""", "attachments.0.id:ATTACHMENT_NOT_FOUND"),
        In("post", $$"""{"embeds":{{Many(11, _ => """{"title":"hi"}""")}}}""", $"embeds:{TooLong}"),
        In("post", $$"""{"embeds":[{"title":"{{X(257)}}"}]}""", $"embeds.0.title:{TooLong}"),
        In("post", $$"""{"embeds":[{"description":"{{X(4097)}}"}]}""", $"embeds.0.description:{TooLong}"),
        In("post", $$"""{"embeds":[{"fields":{{Many(26, _ => """{"name":"a","value":"b"}""")}}}]}""", $"embeds.0.fields:{TooLong}"),
        In("post", """{"embeds":[{"fields":[{"name":"a"}]}]}""", $"embeds.0.fields.0.value:{Required}"),
        In("post", $$"""{"embeds":[{"fields":[{"name":"{{X(257)}}","value":"b"}]}]}""", $"embeds.0.fields.0.name:{TooLong}"),
        In("post", $$"""{"embeds":[{"fields":[{"name":"a","value":"{{X(1025)}}"}]}]}""", $"embeds.0.fields.0.value:{TooLong}"),
        In("post", $$"""{"embeds":[{"title":"a","footer":{"text":"{{X(2049)}}"} }]}""", $"embeds.0.footer.text:{TooLong}"),
        In("post", $$"""{"embeds":[{"title":"a","author":{"name":"{{X(257)}}"} }]}""", $"embeds.0.author.name:{TooLong}"),
        In("post", $$"""{"embeds":[{"description":"{{X(4000)}}"},{"description":"{{X(2001)}}"}]}""", "embeds:MAX_EMBED_SIZE_EXCEEDED"),
        In("edit classic", """{"content":""}""", "400/50006"),
        In("edit classic", """{"flags":32768,"components":[{"type":10,"content":"hi"}]}""", "content:MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
        In("edit classic", """{"components":[{"type":10,"content":"hi"}]}""", $"components.0.type:{WrongKind}"),
        In("edit v2", """{"content":"hi"}""", "content:MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
        In("edit v2", """{"components":[]}""", "400/50006"),
        In("edit v2", $$"""{"components":{{Many(2, _ => $$"""{"type":10,"content":"{{X(2001)}}"}""")}}}""", "components:COMPONENT_MAX_TOTAL_TEXT"),
        In("direct", "{}", $"recipient_id:{Required}"),
        In("direct", """{"recipient_id":"12345"}""", "400/50033"),
    ];

    private static IEnumerable<(string To, string Json, string Expected)> Components() =>
    [
        In("post", Classic(Button("""  "label":"Go" """)), "components.0.components.0:BUTTON_COMPONENT_CUSTOM_ID_REQUIRED"),
        In("post", Classic(Button(""" "custom_id":"go" """)), "components.0.components.0:BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED"),
        In("post", Classic(Button($$""" "label":"{{X(81)}}","custom_id":"go" """)), $"components.0.components.0.label:{TooLong}"),
        In("post", Classic(Button($$""" "label":"Go","custom_id":"{{X(101)}}" """)), $"components.0.components.0.custom_id:{BadLength}"),
        In("post", Classic(Button(""" "label":"Go","custom_id":"" """)), $"components.0.components.0.custom_id:{BadLength}"),
        In("post", Classic(Button(""" "label":"Go","custom_id":"go","url":"https://example.org" """)), "components.0.components.0.url:BUTTON_COMPONENT_URL_FORBIDDEN"),
        In("post", Classic("""{"type":2,"style":5,"label":"Go"}"""), $"components.0.components.0.url:{Required}"),
        In("post", Classic("""{"type":2,"style":5,"label":"Go","custom_id":"go","url":"https://example.org"}"""), "components.0.components.0.custom_id:BUTTON_COMPONENT_CUSTOM_ID_FORBIDDEN"),
        In("post", Classic("""{"type":2,"style":7,"label":"Go","custom_id":"go"}"""), "components.0.components.0.style:BASE_TYPE_CHOICES"),
        In("post", Classic(string.Join(',', Enumerable.Range(0, 6).Select(at => Button($$""" "label":"Go","custom_id":"{{at}}" """)))), $"components.0.components:{BadLength}"),
        In("post", Classic($"{Button(Go)},{Button(Go)}"), $"components.0.components.1.custom_id:{Duplicate}"),
        In("post", Classic($"{Button(Go)},{Select()}"), "components.0.components:COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
        In("post", $$"""{"components":{{Many(6, at => $$"""{"type":1,"components":[{{Button($$""" "label":"Go","custom_id":"{{at}}" """)}}]}""")}}}""", $"components:{TooLong}"),
        In("post", """{"components":[{"type":1,"components":[]}]}""", $"components.0.components:{BadLength}"),
        In("post", """{"components":[{"type":10,"content":"hi"}]}""", $"components.0.type:{WrongKind}"),
        In("post", Classic("""{"type":3,"custom_id":"s","options":[]}"""), $"components.0.components.0.options:{BadLength}"),
        In("post", Classic($$"""{"type":3,"custom_id":"s","options":{{Many(26, at => $$"""{"label":"a","value":"{{at}}"}""")}}}"""), $"components.0.components.0.options:{BadLength}"),
        In("post", Classic("""{"type":3,"custom_id":"s","options":[{"label":"a","value":"1"},{"label":"b","value":"1"}]}"""), "components.0.components.0.options.1.value:SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"),
        In("post", Classic($$"""{"type":3,"custom_id":"s","options":[{"label":"{{X(101)}}","value":"1"}]}"""), $"components.0.components.0.options.0.label:{BadLength}"),
        In("post", Classic($$"""{"type":3,"custom_id":"s","options":[{"label":"a","value":"1","description":"{{X(101)}}"}]}"""), $"components.0.components.0.options.0.description:{TooLong}"),
        In("post", Classic($$"""{"type":3,"custom_id":"s","placeholder":"{{X(151)}}","options":[{"label":"a","value":"1"}]}"""), $"components.0.components.0.placeholder:{TooLong}"),
        In("post", Classic("""{"type":3,"custom_id":"s","max_values":2,"options":[{"label":"a","value":"1"}]}"""), "components.0.components.0.max_values:COMPONENT_SELECT_RANGE"),
        In("post", Classic("""{"type":5,"custom_id":"s","min_values":2}"""), "components.0.components.0.min_values:COMPONENT_SELECT_MIN_MAX"),
        In("post", Classic("""{"type":5,"custom_id":"s","default_values":[{"id":"1","type":"user"},{"id":"2","type":"user"}]}"""), $"components.0.components.0.default_values:{BadLength}"),
        In("post", Classic("""{"type":4,"custom_id":"t","style":1,"label":"Text"}"""), $"components.0.components.0.type:{WrongKind}"),
        In("post", V2($$"""{"type":17,"components":{{Many(40, _ => """{"type":14}""")}}}"""), $"components:{TooLong}"),
        In("post", V2(string.Join(',', Enumerable.Repeat("""{"type":14}""", 41))), $"components:{TooLong}"),
        In("post", V2($$"""{"type":10,"content":"{{X(4001)}}"}"""), $"components.0.content:{BadLength} components:COMPONENT_MAX_TOTAL_TEXT"),
        In("post", V2("""{"type":10,"content":""}"""), $"components.0.content:{BadLength}"),
        In("post", V2($$"""{"type":10,"content":"{{X(3000)}}"},{"type":10,"content":"{{X(1001)}}"}"""), "components:COMPONENT_MAX_TOTAL_TEXT"),
        In("post", V2($$"""{"type":10,"content":"{{X(4000, "字")}}"}"""), "500/0"),
        In("post", V2("""{"type":17,"components":[{"type":17,"components":[{"type":14}]}]}"""), $"components.0.components.0.type:{WrongKind}"),
        In("post", V2("""{"type":17,"components":[]}"""), $"components.0.components:{BadLength}"),
        In("post", V2("""{"type":17,"accent_color":16777216,"components":[{"type":14}]}"""), "components.0.accent_color:NUMBER_TYPE_MAX"),
        In("post", V2(Button(Go)), $"components.0.type:{WrongKind}"),
        In("post", V2("""{"type":9,"components":[{"type":10,"content":"a"}]}"""), $"components.0.accessory:{Required}"),
        In("post", V2($$"""{"type":9,"components":{{Many(4, _ => """{"type":10,"content":"a"}""")}},"accessory":{{Button(Go)}}}"""), $"components.0.components:{BadLength}"),
        In("post", V2("""{"type":12,"items":[]}"""), $"components.0.items:{BadLength}"),
        In("post", V2("""{"type":13,"file":{"url":"https://example.org/a.txt"}}"""), "components.0.file.url:ATTACHMENT_REFERENCE"),
        In("post", V2("""{"type":14,"spacing":3}"""), "components.0.spacing:NUMBER_TYPE_MAX"),
        In("post", V2("""{"type":14,"id":3},{"type":14,"id":3}"""), "components.1.id:COMPONENT_ID_DUPLICATED"),
        In("post", V2($$"""{"type":1,"components":[{{Button(Go)}}]},{"type":9,"components":[{"type":10,"content":"a"}],"accessory":{{Button(Go)}}}"""), $"components.1.accessory.custom_id:{Duplicate}"),
    ];

    private static IEnumerable<(string To, string Json, string Expected)> Answers() =>
    [
        In("typed", """{"type":4}""", "400/50006"),
        In("typed", """{"type":4,"data":{}}""", "400/50006"),
        In("typed", """{"type":6}""", "type:BASE_TYPE_CHOICES"),
        In("typed", """{"type":7,"data":{"content":"hi"}}""", "type:BASE_TYPE_CHOICES"),
        In("typed", """{"type":8,"data":{"choices":[]}}""", "type:BASE_TYPE_CHOICES"),
        In("typed", """{"type":5,"data":{"flags":32768}}""", "data.flags:MESSAGE_FLAGS_INVALID"),
        In("typed", """{"type":5,"data":{"content":"hi"}}""", "data:DEFERRED_RESPONSE_FLAGS_ONLY"),
        In("typed", $$"""{"type":4,"data":{"content":"{{X(2001)}}"} }""", $"data.content:{TooLong}"),
        In("typed", """{"type":4,"data":{"content":"hi","flags":32832,"components":[{"type":10,"content":"a"}]}}""", "data.content:MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
        In("completed", """{"type":4,"data":{"content":"hi"}}""", "type:BASE_TYPE_CHOICES"),
        In("completed", """{"type":5}""", "type:BASE_TYPE_CHOICES"),
        In("completed", """{"type":8}""", $"data.choices:{Required}"),
        In("completed", $$"""{"type":8,"data":{"choices":{{Many(26, at => $$"""{"name":"{{at}}","value":"a"}""")}} } }""", $"data.choices:{TooLong}"),
        In("completed", $$"""{"type":8,"data":{"choices":[{"name":"{{X(101)}}","value":"a"}]} }""", $"data.choices.0.name:{BadLength}"),
        In("completed", $$"""{"type":8,"data":{"choices":[{"name":"a","value":"{{X(101)}}"}]} }""", $"data.choices.0.value:{TooLong}"),
        In("completed", """{"type":8,"data":{"choices":[{"name":"a"}]}}""", $"data.choices.0.value:{Required}"),
        In("pressed", """{"type":8,"data":{"choices":[]}}""", "type:BASE_TYPE_CHOICES"),
        In("pressed", """{"type":7,"data":{"content":"hi","flags":64}}""", "data.flags:MESSAGE_FLAGS_INVALID"),
        In("follow-up", "{}", "400/50006"),
        In("follow-up", $$"""{"content":"{{X(2001)}}"}""", $"content:{TooLong}"),
    ];

    private static IEnumerable<(string To, string Json, string Expected)> Modals() =>
    [
        In("typed", """{"type":9}""", $"data:{Required}"),
        In("typed", Modal(Field(Input), title: X(46)), $"data.title:{BadLength}"),
        In("typed", Modal(Field(Input), title: ""), $"data.title:{BadLength}"),
        In("typed", Modal(Field(Input), id: X(101)), $"data.custom_id:{BadLength}"),
        In("typed", Modal(string.Join(',', Enumerable.Range(0, 6).Select(at => Field($$"""{"type":4,"style":1,"custom_id":"{{at}}"}""")))), $"data.components:{BadLength}"),
        In("typed", Modal($"{Field(Input)},{Field(Input)}"), $"data.components.1.component.custom_id:{Duplicate}"),
        In("typed", Modal(Input), $"data.components.0.type:{WrongKind}"),
        In("typed", Modal($$"""{"type":18,"label":"{{X(46)}}","component":{{Input}}}"""), $"data.components.0.label:{BadLength}"),
        In("typed", Modal($$"""{"type":18,"label":"a","description":"{{X(101)}}","component":{{Input}}}"""), $"data.components.0.description:{BadLength}"),
        In("typed", Modal(Field("""{"type":4,"style":1,"custom_id":"t","label":"Again"}""")), "data.components.0.component.label:TEXT_INPUT_LABEL_IN_LABEL"),
        In("typed", Modal(Field("""{"type":4,"custom_id":"t"}""")), $"data.components.0.component.style:{Required}"),
        In("typed", Modal(Field("""{"type":4,"style":1,"custom_id":"t","max_length":4001}""")), "data.components.0.component.max_length:NUMBER_TYPE_MAX"),
        In("typed", Modal(Field("""{"type":4,"style":1,"custom_id":"t","min_length":5,"max_length":4}""")), "data.components.0.component.min_length:COMPONENT_MIN_MAX_LENGTH"),
        In("typed", Modal(Field("""{"type":4,"style":1,"custom_id":"t","max_length":2,"value":"abc"}""")), $"data.components.0.component.value:{TooLong}"),
        In("typed", Modal(Field($$"""{"type":4,"style":1,"custom_id":"t","placeholder":"{{X(101)}}"}""")), $"data.components.0.component.placeholder:{TooLong}"),
        In("typed", Modal(Field("""{"type":3,"custom_id":"s","min_values":0,"options":[{"label":"a","value":"1"}]}""")), "data.components.0.component.min_values:COMPONENT_REQUIRED_MIN_VALUES"),
        In("typed", Modal(Field("""{"type":3,"custom_id":"s","disabled":true,"options":[{"label":"a","value":"1"}]}""")), "data.components.0.component.disabled:COMPONENT_DISABLED_IN_MODAL"),
        In("typed", Modal(Field("""{"type":21,"custom_id":"r","options":[{"label":"a","value":"1"}]}""")), $"data.components.0.component.options:{BadLength}"),
        In("typed", Modal(Field($$"""{"type":22,"custom_id":"c","options":{{Many(11, at => $$"""{"label":"a","value":"{{at}}"}""")}}}""")), $"data.components.0.component.options:{BadLength}"),
        In("typed", Modal(Field("""{"type":23,"custom_id":"c","required":true}""")), "data.components.0.component.required:UNKNOWN_FIELD"),
        In("typed", Modal(Field(Button(Go))), $"data.components.0.component.type:{WrongKind}"),
    ];

    private static IEnumerable<(string To, string Json, string Expected)> Commands() =>
    [
        In("commands", """[{"name":"Big","description":"d"}]""", "0.name:APPLICATION_COMMAND_INVALID_NAME"),
        In("commands", """[{"name":"two words","description":"d"}]""", "0.name:APPLICATION_COMMAND_INVALID_NAME"),
        In("commands", """[{"name":"a"}]""", $"0.description:{Required}"),
        In("commands", $$"""[{"name":"a","description":"{{X(101)}}"}]""", $"0.description:{BadLength}"),
        In("commands", """[{"name":"a","description":"d"},{"name":"a","description":"d"}]""", "1.name:APPLICATION_COMMANDS_DUPLICATE_NAME"),
        In("commands", """[{"name":"Keep","type":3,"description":"d"}]""", "0.description:APPLICATION_COMMAND_INVALID_DESCRIPTION"),
        In("commands", """[{"name":"Keep","type":3,"options":[{"type":3,"name":"a","description":"d"}]}]""", "0.options:APPLICATION_COMMAND_INVALID_OPTIONS"),
        In("commands", Many(16, at => $$"""{"name":"Keep {{at}}","type":3}"""), "400/30032"),
        In("commands", Options("""{"type":3,"name":"a","description":"d"},{"type":3,"name":"a","description":"d"}"""), "0.options.1.name:APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE"),
        In("commands", Options("""{"type":3,"name":"a","description":"d"},{"type":3,"name":"b","description":"d","required":true}"""), "0.options.1.required:APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"),
        In("commands", Options("""{"type":3,"name":"a","description":"d"},{"type":1,"name":"b","description":"d"}"""), "0.options:APPLICATION_COMMAND_OPTIONS_TYPE_MIX"),
        In("commands", Options("""{"type":2,"name":"a","description":"d","options":[{"type":2,"name":"b","description":"d","options":[{"type":1,"name":"c","description":"d"}]}]}"""), "0.options.0.options:APPLICATION_COMMAND_OPTIONS_NESTING 0.options.0.options.0.type:APPLICATION_COMMAND_OPTIONS_NESTING"),
        In("commands", Options("""{"type":3,"name":"a","description":"d","autocomplete":true,"choices":[{"name":"a","value":"b"}]}"""), "0.options.0.autocomplete:APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES"),
        In("commands", Options($$"""{"type":3,"name":"a","description":"d","choices":[{"name":"a","value":"{{X(101)}}"}]}"""), $"0.options.0.choices.0.value:{TooLong}"),
        In("commands", Options("""{"type":3,"name":"a","description":"d","choices":[{"name":"a","value":"1"},{"name":"a","value":"2"}]}"""), "0.options.0.choices.1.name:APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATE"),
        In("commands", Options($$"""{"type":3,"name":"a","description":"d","choices":{{Many(26, at => $$"""{"name":"{{at}}","value":"a"}""")}}}"""), $"0.options.0.choices:{TooLong}"),
        In("commands", $$"""[{"name":"a","description":"d","options":{{Many(26, at => $$"""{"type":3,"name":"o{{at}}","description":"d"}""")}}}]""", $"0.options:{TooLong}"),
        In("commands", Options("""{"type":4,"name":"a","description":"d","max_length":3}"""), "0.options.0.max_length:APPLICATION_COMMAND_OPTION_FIELD"),
        In("commands", Options("""{"type":6,"name":"a","description":"d","min_value":3}"""), "0.options.0.min_value:APPLICATION_COMMAND_OPTION_FIELD"),
        In("commands", Options(string.Join(',', Enumerable.Range(0, 25).Select(at => $$"""{"type":3,"name":"o{{at}}","description":"d","choices":{{Many(4, one => $$"""{"name":"{{one}}","value":"{{X(90)}}"}""")}}}"""))), "0:APPLICATION_COMMAND_TOO_LARGE"),
        In("commands", """[{"name":"a","description":"d","name_localizations":{"tlh":"a"}}]""", "0.name_localizations.tlh:ENUM_TYPE_COERCE"),
        In("guild commands", """[{"name":"a","description":"d","contexts":[0]}]""", "0.contexts:APPLICATION_COMMAND_GLOBAL_ONLY"),
    ];

    private static IEnumerable<(string To, string Json, string Expected)> Specified() =>
    [
        In("post", """{"contents":"hi","content":"hi"}""", "contents:UNKNOWN_FIELD"),
        In("post", """{"content":5}""", "content:STRING_TYPE_CONVERT"),
        In("post", """{"content":"hi","tts":"yes"}""", "tts:BOOLEAN_TYPE_CONVERT"),
        In("post", """{"content":"hi","flags":"64"}""", "flags:NUMBER_TYPE_COERCE"),
        In("post", """{"content":"hi","embeds":{}}""", "embeds:LIST_TYPE_CONVERT"),
        In("post", """{"content":"hi","allowed_mentions":{"parse":["people"]}}""", "allowed_mentions.parse.0:BASE_TYPE_CHOICES"),
        In("post", """{"content":"hi","allowed_mentions":{"users":["ana"]}}""", "allowed_mentions.users.0:NUMBER_TYPE_COERCE"),
        In("post", """{"content":"hi","allowed_mentions":{"users":["1","1"]}}""", "allowed_mentions.users:SET_TYPE_ALREADY_CONTAINS_VALUE"),
        In("post", """{"embeds":[{"title":"a","color":16777216}]}""", "embeds.0.color:NUMBER_TYPE_MAX"),
        In("post", """{"embeds":[{"title":"a","url":"not a url"}]}""", "embeds.0.url:URL_TYPE_INVALID_URL"),
        In("post", """{"embeds":[{"title":"a","timestamp":"yesterday"}]}""", "embeds.0.timestamp:DATE_TIME_TYPE_PARSE"),
        In("post", Classic(Button($$"""{{Go}},"labl":"x" """)), "components.0.components.0.labl:UNKNOWN_FIELD"),
        In("post", Classic("""{"type":99}"""), "components.0.components.0.type:BASE_TYPE_CHOICES"),
        In("typed", """{"type":4,"data":{"content":"hi","ephemeral":true}}""", "data.ephemeral:UNKNOWN_FIELD"),
        In("typed", """{"type":77}""", "type:BASE_TYPE_CHOICES"),
        In("typed", """{"type":9,"data":{"custom_id":"m","components":[]}}""", $"data.title:{Required} data.components:{BadLength}"),
        In("commands", """[{"name":"a","description":"d","contexts":[7]}]""", "0.contexts.0:BASE_TYPE_CHOICES"),
        In("commands", """[{"name":"a","description":"d","optoins":[]}]""", "0.optoins:UNKNOWN_FIELD"),
    ];

    internal const string Go = """ "label":"Go","custom_id":"go" """;
    internal const string Input = """{"type":4,"style":1,"custom_id":"t"}""";

    internal static string Classic(string components) => $$"""{"components":[{"type":1,"components":[{{components}}]}]}""";

    internal static string V2(string components) => $$"""{"flags":32768,"components":[{{components}}]}""";

    internal static string Button(string more) => $$"""{"type":2,"style":1,{{more}}}""";

    internal static string Select() => """{"type":3,"custom_id":"s","options":[{"label":"a","value":"1"}]}""";

    internal static string Field(string component) => $$"""{"type":18,"label":"a","component":{{component}}}""";

    internal static string Modal(string components, string title = "Note", string id = "m") => $$"""{"type":9,"data":{"custom_id":"{{id}}","title":"{{title}}","components":[{{components}}]} }""";

    internal static string Options(string options) => $$"""[{"name":"a","description":"d","options":[{{options}}]}]""";
}
