using System.Text;
using System.Text.Json;
using MentorBot.Slack.Receiving;
using MentorBot.Slack.Receiving.Sockets;
using MentorBot.Slack.Wire;

namespace MentorBot.Tests.Slack.Receiving;

/// <summary>Frames and payloads as Slack sends them, whole, with all that the bot does not read.</summary>
public class FrameTests
{
    private const string Command = """
        {"envelope_id":"dbdd0ef3-1543-4f94-bfb4-133d0e6c1545","payload":{"token":"bHKJ2n9AW6Ju3MjciOHfbA1b","team_id":"T0SKGTZ8R","team_domain":"acme","enterprise_id":"E111","channel_id":"C1SAGLDSN","channel_name":"privategroup",
        "user_id":"U014V33PQUA","user_name":"ana","command":"/mentor","text":"say &lt;it&gt; to <@U0B|ben> \u2013 na\u00efve","api_app_id":"A0118NQPZZC","is_enterprise_install":"false","response_url":"https:\/\/hooks.slack.com\/commands\/T0SKGTZ8R\/1\/x","trigger_id":"1.2.abc"},
        "type":"slash_commands","accepts_response_payload":true}
        """;

    private const string Press = """
        {"type":"interactive","accepts_response_payload":true,"envelope_id":"e1","payload":{"type":"block_actions","user":{"id":"U1","username":"ana","name":"ana","team_id":"T1"},"api_app_id":"A1","token":"t",
        "container":{"type":"message","message_ts":"1548261231.000200","channel_id":"CBR2V3XEX","is_ephemeral":"true","thread_ts":"1548261230.000100"},"trigger_id":"12466734323.1395872398",
        "team":{"id":"T1","domain":"acme"},"enterprise":null,"is_enterprise_install":false,"channel":{"id":"CBR2V3XEX","name":"review-updates"},
        "message":{"bot_id":"BAH5CA16Z","type":"message","text":"Now","user":"UAJ2RU415","ts":"1548261231.000200","blocks":[{"type":"section"}]},
        "state":{"values":{"b1":{"a1":{"type":"plain_text_input","value":null}}}},"response_url":"https://hooks.slack.com/actions/T1/1/x",
        "actions":[{"action_id":"WaXA","block_id":"=qXel","text":{"type":"plain_text","text":"View","emoji":true},"value":"click_me_123","type":"button","action_ts":"1548426417.840180"},
        {"type":"multi_static_select","block_id":"b2","action_id":"a2","selected_options":[{"text":{"type":"plain_text","text":"One"},"value":"1"},{"value":"2"}],"action_ts":"1548426417.840181"}]}}
        """;

    private const string Submission = """
        {"envelope_id":"e2","type":"interactive","payload":{"type":"view_submission","team":null,"user":{"id":"U1","name":"ana"},"view":{"id":"VNHU13V36","team_id":"T1","type":"modal","title":{"type":"plain_text","text":"T"},"blocks":[],
        "private_metadata":"shh","callback_id":"form","state":{"values":{"title":{"value":{"type":"plain_text_input","value":"My title"}},"when":{"value":{"type":"datepicker","selected_date":"2026-11-22"}},
        "at":{"value":{"type":"timepicker","selected_time":"09:30","timezone":"Europe/London"}},"n":{"value":{"type":"number_input","value":"12"}},"who":{"value":{"type":"users_select","selected_user":"U2"}},
        "where":{"value":{"type":"conversations_select","selected_conversation":"C2"}},"kind":{"value":{"type":"static_select","selected_option":{"text":{"type":"plain_text","text":"A"},"value":"a"}}},
        "none":{"value":{"type":"static_select","selected_option":null}}}},"hash":"156663117.cd33ad1f","clear_on_close":false,"root_view_id":"VNHU13V36","previous_view_id":null,"app_id":"A1"},"hash":"h","response_urls":[]}}
        """;

    [Fact]
    public void ReadsACommand()
    {
        var frame = Read(Command, out var payload);
        frame.ShouldBe((FrameKind.Command, "dbdd0ef3-1543-4f94-bfb4-133d0e6c1545", null));
        Deliveries.Command(payload).ShouldBe(new CommandDelivery(new SlashCommand(
            "/mentor", "say &lt;it&gt; to <@U0B|ben> – naïve", "T0SKGTZ8R", "C1SAGLDSN", "privategroup", "U014V33PQUA", "https://hooks.slack.com/commands/T0SKGTZ8R/1/x", "1.2.abc")));
    }

    [Fact]
    public void ReadsAPress()
    {
        Read(Press, out var payload).ShouldBe((FrameKind.Interaction, "e1", null));
        var press = Deliveries.Interaction(payload).ShouldBeOfType<InteractionDelivery>().Interaction;
        (press.Type, press.User, press.Team!.Id, press.Channel!.Id, press.TriggerId).ShouldBe(("block_actions", new UserReference("U1"), "T1", "CBR2V3XEX", "12466734323.1395872398"));
        press.Container.ShouldBe(new ActionContainer("1548261231.000200", "CBR2V3XEX", IsEphemeral: true, "1548261230.000100"));
        press.Message.ShouldBe(new MessageReference("1548261231.000200", null, "Now", "UAJ2RU415"));
        press.ResponseUrl.ShouldBe("https://hooks.slack.com/actions/T1/1/x");
        var (button, select) = (press.Actions![0], press.Actions[1]);
        (button.Type, button.BlockId, button.ActionId, button.Value, button.ActionTs).ShouldBe(("button", "=qXel", "WaXA", "click_me_123", "1548426417.840180"));
        select.SelectedOptions!.Select(option => option.Value).ShouldBe(["1", "2"]);
    }

    [Fact]
    public void ReadsASubmission()
    {
        Read(Submission, out var payload).ShouldBe((FrameKind.Interaction, "e2", null));
        var submission = Deliveries.Interaction(payload).ShouldBeOfType<InteractionDelivery>().Interaction;
        submission.Team.ShouldBeNull();
        var view = submission.View!;
        (view.Id, view.Type, view.CallbackId, view.PrivateMetadata).ShouldBe(("VNHU13V36", "modal", "form", "shh"));
        var values = view.State!.Values.ToDictionary(pair => pair.Key, pair => pair.Value["value"]);
        values["title"].Value.ShouldBe("My title");
        values["when"].SelectedDate.ShouldBe("2026-11-22");
        values["at"].SelectedTime.ShouldBe("09:30");
        values["n"].Value.ShouldBe("12");
        values["who"].SelectedUser.ShouldBe("U2");
        values["where"].SelectedConversation.ShouldBe("C2");
        values["kind"].SelectedOption.ShouldBe(new OptionReference("a"));
        values["none"].SelectedOption.ShouldBeNull();
    }

    [Fact]
    public void ReadsEvents()
    {
        const string join = """{"type":"events_api","envelope_id":"e3","retry_attempt":2,"retry_reason":"timeout","payload":{"type":"event_callback","token":"t","team_id":"T1","event_id":"Ev1","event_time":1503435956,"authorizations":[{"team_id":"T1"}],"event":{"type":"team_join","user":{"id":"U9","tz":"Europe/Rome","profile":{}},"event_ts":"1.2"}}}""";
        Read(join, out var payload).ShouldBe((FrameKind.Event, "e3", null));
        var callback = Deliveries.Event(payload).ShouldBeOfType<EventDelivery>().Callback;
        (callback.Type, callback.TeamId, callback.EventId).ShouldBe(("event_callback", "T1", "Ev1"));
        (callback.Event!.Type, callback.Event.UserId, callback.Event.User.GetProperty("tz").GetString()).ShouldBe(("team_join", "U9", "Europe/Rome"));

        const string revoked = """{"type":"event_callback","event_time":"1503435956","event":{"type":"tokens_revoked","tokens":{"oauth":["U1"],"bot":["UB"]}}}""";
        var tokens = Deliveries.Event(Encoding.UTF8.GetBytes(revoked)).ShouldBeOfType<EventDelivery>().Callback;
        tokens.Event!.Tokens!.Bot.ShouldBe(["UB"]);
        (tokens.Event.UserId, tokens.Event.ChannelId).ShouldBe((null, null));

        const string message = """{"type":"event_callback","event":{"type":"message","channel":"D1","user":"U1","text":"hi","ts":1503435956.000247,"channel_type":"im","subtype":null}}""";
        var said = Deliveries.Event(Encoding.UTF8.GetBytes(message)).ShouldBeOfType<EventDelivery>().Callback.Event!;
        (said.ChannelId, said.UserId, said.Text, said.Ts, said.ChannelType).ShouldBe(("D1", "U1", "hi", "1503435956.000247", "im"));
    }

    [Theory]
    [InlineData("""{"type":"hello","num_connections":1,"connection_info":{"app_id":"A1"},"debug_info":{"host":"h","approximate_connection_time":18060}}""", "Hello", null, null)]
    [InlineData("""{"type":"disconnect","reason":"refresh_requested","debug_info":{"host":"wss-111.slack.com","reason":"no"}}""", "Disconnect", null, "refresh_requested")]
    [InlineData("""{"reason":"warning","type":"disconnect"}""", "Disconnect", null, "warning")]
    [InlineData("""{"type":"options_of_next_year","envelope_id":"e4","payload":[]}""", "Other", "e4", null)]
    [InlineData("""{"type":7,"envelope_id":8,"reason":{}}""", "Other", null, null)]
    [InlineData("{}", "Other", null, null)]
    public void ReadsEveryFrame(string json, string kind, string? envelope, string? reason)
    {
        var frame = Read(json, out _);
        (frame.Kind.ToString(), frame.Envelope, frame.Reason).ShouldBe((kind, envelope, reason));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello?")]
    [InlineData("[1]")]
    [InlineData("{\"type\":")]
    [InlineData("{\"type\":\"hello\"")]
    public void RefusesWhatIsNoObject(string json) => Should.Throw<JsonException>(() => Read(json, out _));

    [Theory]
    [InlineData("""{"command":"/mentor"}""")]
    [InlineData("""{}""")]
    [InlineData("null")]
    public void TakesNoCommandThatCannotBeAnswered(string json) => Deliveries.Command(Encoding.UTF8.GetBytes(json)).ShouldBeNull();

    private static (FrameKind Kind, string? Envelope, string? Reason) Read(string json, out byte[] payload)
    {
        var frame = Frame.Read(Encoding.UTF8.GetBytes(json));
        payload = frame.Payload.ToArray();
        return (frame.Kind, frame.EnvelopeId, frame.Reason);
    }
}
