using System.Text;
using System.Text.Json;
using MentorBot.Discord.Gateway;
using MentorBot.Discord.Receiving;
using MentorBot.Discord.Wire;

namespace MentorBot.Tests.Discord.Gateway;

/// <summary>What is read from payloads, in whatever order Discord puts them.</summary>
public sealed class DispatchesTests
{
    // Discord-Net-Labs/Discord.Net-Labs#345: an interaction was dropped, since its guild was not known.
    [Fact]
    public void ReadsAnInteractionOfAGuildThatNobodyHasHeardOf()
    {
        var delivery = Read("""{"t":"INTERACTION_CREATE","s":3,"op":0,"d":{"version":1,"type":2,"token":"t","id":"1","application_id":"10","guild_id":"999","channel_id":"5","channel":{"id":"5","type":0,"name":"general"},"member":{"user":{"id":"8","username":"ana","global_name":"Ana"},"nick":"Annie","permissions":"2147483647","roles":[]},"app_permissions":"442368","locale":"en-GB","context":0,"entitlements":[],"data":{"type":1,"name":"mentor","id":"77","options":[{"type":1,"name":"find","options":[{"type":3,"name":"words","value":"pay"}]}]}}}""");

        var interaction = delivery.ShouldBeOfType<InteractionDelivery>().Interaction;
        (interaction.Id, interaction.Token, interaction.Type, interaction.GuildId, interaction.Who!.Id, interaction.Member!.Nick).ShouldBe(("1", "t", InteractionType.Command, "999", "8", "Annie"));
        interaction.Data!.Options![0].Options![0].Value.GetString().ShouldBe("pay");
    }

    [Fact]
    public void ReadsAPayloadWhoseDataComesFirst()
    {
        var frame = GatewayFrame.Read("""{"d":{"op":5,"t":"READY","s":1},"op":0,"s":12,"t":"GUILD_DELETE","next":[{}]}"""u8);

        (frame.Op, frame.Sequence, frame.Kind).ShouldBe((0, 12L, DispatchKind.GuildDelete));
        Encoding.UTF8.GetString(frame.Data).ShouldBe("""{"op":5,"t":"READY","s":1}""");
    }

    [Theory]
    [InlineData("""{"op":11}""", 11)]
    [InlineData("""{"op":"x"}""", -1)]
    [InlineData("{}", -1)]
    public void ReadsWhatIsThere(string json, int op) => GatewayFrame.Read(Encoding.UTF8.GetBytes(json)).Op.ShouldBe(op);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"op\":")]
    public void RefusesWhatIsNoObject(string json) => Should.Throw<JsonException>(() => GatewayFrame.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void TellsNobodyOfAnOutage()
    {
        Read("""{"t":"GUILD_DELETE","s":3,"op":0,"d":{"id":"7","unavailable":true}}""").ShouldBeNull();
        Read("""{"t":"GUILD_CREATE","s":3,"op":0,"d":{"id":"7","unavailable":true}}""").ShouldBeNull();
        Read("""{"t":"GUILD_DELETE","s":3,"op":0,"d":{"id":"7"}}""").ShouldBe(new GuildGoneDelivery("7"));
        Read("""{"t":"GUILD_CREATE","s":3,"op":0,"d":{"id":"7","name":"Acme","system_channel_id":"5","members":[{"user":{}}]}}""").ShouldBe(new GuildDelivery("7", "5"));
    }

    [Fact]
    public void ReadsWhatAPersonWritesToTheBotAndNothingElse()
    {
        var said = Read(Message("\"author\":{\"id\":\"8\",\"username\":\"ana\"},\"mentions\":[{\"id\":\"9\",\"username\":\"ben\"}]")).ShouldBeOfType<DirectMessageDelivery>();
        (said.MessageId, said.ChannelId, said.Author, said.Content).ShouldBe(("1", "5", new DiscordUser("8", "ana", null), "hi"));
        said.Mentions.ShouldBe([new DiscordUser("9", "ben", null)]);
        Read(Message("\"author\":{\"id\":\"11\",\"username\":\"mentor\",\"bot\":true}")).ShouldBeNull();
        Read(Message("\"guild_id\":\"7\",\"author\":{\"id\":\"8\",\"username\":\"ana\"}")).ShouldBeNull();
        Read(Message("\"webhook_id\":\"7\",\"author\":{\"id\":\"8\",\"username\":\"ana\"}")).ShouldBeNull();
    }

    private static string Message(string members) => """{"t":"MESSAGE_CREATE","s":3,"op":0,"d":{"id":"1","channel_id":"5","content":"hi","attachments":[{"id":"3"}],MEMBERS}}""".Replace("MEMBERS", members);

    private static Delivery? Read(string json)
    {
        var frame = GatewayFrame.Read(Encoding.UTF8.GetBytes(json));
        return Dispatches.Read(frame.Kind, frame.Data);
    }
}
