using System.Text.Json;
using MentorBot.Core.Commands;
using MentorBot.Discord.Registration;
using MentorBot.Discord.Wire;

namespace MentorBot.Tests.Discord.Registration;

public class ChosenOptionsTests
{
    [Fact]
    public void ReadsACommandOfAGroupWithItsOptions()
    {
        var chosen = ChosenOptions.Read(Data(
            """
            {"name":"mentor","type":1,"options":[{"type":2,"name":"cadence","options":[{"type":1,"name":"hand-over","options":[
              {"type":6,"name":"person","value":"111"},{"type":7,"name":"where","value":"222"},{"type":3,"name":"kind","value":"stand-up"},{"type":10,"name":"most","value":2.5},{"type":4,"name":"count","value":3}]}]}]}
            """)).ShouldNotBeNull();

        chosen.Name.ShouldBe("cadence hand-over");
        chosen.Values.ShouldBe(new Dictionary<string, string> { ["person"] = "<@111>", ["where"] = "<#222>", ["kind"] = "stand-up", ["most"] = "2.5", ["count"] = "3" }, ignoreOrder: true);
    }

    [Fact]
    public void ReadsACommandWithoutOptions()
    {
        var chosen = ChosenOptions.Read(Data("""{"name":"mentor","type":1,"options":[{"type":1,"name":"help"}]}""")).ShouldNotBeNull();
        chosen.Name.ShouldBe("help");
        chosen.Values.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"name":"mentor","type":1}""")]
    [InlineData("""{"name":"other","type":1,"options":[{"type":1,"name":"help"}]}""")]
    [InlineData("""{"name":"mentor","type":3,"target_id":"1"}""")]
    [InlineData("""{"name":"mentor","type":1,"options":[{"type":2,"name":"plan","options":[]}]}""")]
    [InlineData("""{"name":"mentor","type":1,"options":[{"type":3,"name":"text","value":"x"}]}""")]
    public void ReadsNothingWhereThereIsNoCommandOfOurs(string data)
    {
        ChosenOptions.Read(Data(data)).ShouldBeNull();
        ChosenOptions.Focused(Data(data)).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"type":3,"name":"text","value":"dead","focused":true}""", "dead")]
    [InlineData("""{"type":10,"name":"text","value":"2.","focused":true}""", "2.")]
    [InlineData("""{"type":10,"name":"text","value":2,"focused":true}""", "2")]
    [InlineData("""{"type":3,"name":"text","focused":true}""", "")]
    public void ReadsWhatIsBeingTyped(string option, string typed) =>
        ChosenOptions.Focused(Data($$$"""{"name":"mentor","type":1,"options":[{"type":1,"name":"find","options":[{"type":3,"name":"other","value":"x"},{{{option}}}]}]}""")).ShouldBe(new TypedOption("find", "text", typed));

    [Fact]
    public void ReadsNothingTypedWhereNothingIsFocused() =>
        ChosenOptions.Focused(Data("""{"name":"mentor","type":1,"options":[{"type":1,"name":"find","options":[{"type":3,"name":"text","value":"x"}]}]}""")).ShouldBeNull();

    [Fact]
    public void FindsTheShortcutOfAMessageCommand()
    {
        ShortcutDefinition[] shortcuts = [new("ask", "Ask", "Anything"), new("say", "Say it like a senior", "Other words") { OnMessage = true }];
        ChosenOptions.ShortcutOf(shortcuts, Data("""{"name":"Say it like a senior","type":3,"target_id":"1"}""")).ShouldBe(shortcuts[1]);
        ChosenOptions.ShortcutOf(shortcuts, Data("""{"name":"Ask","type":3,"target_id":"1"}""")).ShouldBeNull();
        ChosenOptions.ShortcutOf(shortcuts, Data("""{"name":"Say it like a senior","type":1}""")).ShouldBeNull();
    }

    private static InteractionData Data(string data) =>
        JsonSerializer.Deserialize($$"""{"id":"1","application_id":"2","type":2,"token":"t","data":{{data}}}""", DiscordJson.Default.Interaction)!.Data!;
}
