using System.Text.Json.Nodes;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>Bad payloads are refused in the place that is wrong, and good ones are taken, with and without Discord's OpenAPI file.</summary>
public class JudgeTests(JudgeTests.Court court) : IClassFixture<JudgeTests.Court>
{
    [Theory]
    [MemberData(nameof(BadPayloads.ByRules), MemberType = typeof(BadPayloads))]
    public async Task RefusesByRules(string to, string json, string expected) => (await court.SendAsync(court.Alone, to, json)).ShouldBe(expected);

    [SpecificationTheory]
    [MemberData(nameof(BadPayloads.ByRules), MemberType = typeof(BadPayloads))]
    public async Task RefusesAllOfThemWithTheSpecificationToo(string to, string json, string expected) =>
        (await court.SendAsync(court.Whole, to, json)).ShouldNotBe("", expected);

    [SpecificationTheory]
    [MemberData(nameof(BadPayloads.BySpecification), MemberType = typeof(BadPayloads))]
    public async Task RefusesBySpecification(string to, string json, string expected) => (await court.SendAsync(court.Whole, to, json)).ShouldBe(expected);

    [Theory]
    [MemberData(nameof(GoodPayloads.All), MemberType = typeof(GoodPayloads))]
    public async Task Takes(string to, string json)
    {
        (await court.SendAsync(court.Alone, to, json)).ShouldBe("");
        (await court.SendAsync(court.Whole, to, json)).ShouldBe("");
    }

    [Fact]
    public void HasEnoughToProveItself() => (BadPayloads.ByRules().Count() + BadPayloads.BySpecification().Count()).ShouldBeGreaterThan(80);

    /// <summary>Two simulators, one without Discord's OpenAPI file and one with it, each with somebody who types and presses.</summary>
    public sealed class Court : IAsyncLifetime
    {
        private Room? _alone;
        private Room? _whole;

        internal Room Alone => _alone!;

        internal Room Whole => _whole!;

        public async Task InitializeAsync()
        {
            _alone = await Room.OpenAsync(usesSpecification: false);
            _whole = await Room.OpenAsync(usesSpecification: true);
        }

        public async Task DisposeAsync()
        {
            await Alone.DisposeAsync();
            await Whole.DisposeAsync();
        }

        internal async Task<string> SendAsync(Room room, string to, string json)
        {
            var answer = await room.SendAsync(to, json);
            return answer.Status < 300 ? "" : answer.Code == 50035 ? string.Join(' ', answer.Errors) : $"{answer.Status}/{answer.Code}";
        }
    }

    /// <summary>A simulator with one message of the bot, and what is needed to send anything anywhere.</summary>
    internal sealed class Room : IAsyncDisposable
    {
        private readonly DiscordSimulator _discord;
        private readonly RawGateway _gateway;
        private readonly RawRest _rest;
        private readonly DiscordPerson _ana;
        private readonly DiscordChannel _general;

        private Room(DiscordSimulator discord, RawGateway gateway)
        {
            (_discord, _gateway, _rest) = (discord, gateway, new RawRest(discord));
            var acme = discord.Guilds[0];
            _ana = discord.People.Single(person => person.Name == "ana");
            _general = acme.Channels[0];
        }

        public static async Task<Room> OpenAsync(bool usesSpecification)
        {
            var discord = await DiscordSimulator.StartAsync(new SimulatorOptions { RateFactor = 0, UsesSpecification = usesSpecification, TimeFactor = 100 });
            var acme = discord.AddGuild("Acme");
            discord.AddPerson("ana", acme);
            acme.AddChannel("general");
            discord.AddGuild("Zoo");
            discord.HasCommands("""[{"name":"do","description":"Do it","options":[{"type":3,"name":"what","description":"What","autocomplete":true}]}]""", acme);
            var (gateway, _) = await RawGateway.ReadyAsync(discord);
            return new Room(discord, gateway);
        }

        public async Task<RawAnswer> SendAsync(string to, string json)
        {
            switch (to)
            {
                case "post":
                    return await _rest.PostAsync($"channels/{_general.Id}/messages", json);
                case "edit classic":
                    var classic = await _rest.PostAsync($"channels/{_general.Id}/messages", """{"content":"hi"}""");
                    return await _rest.PatchAsync($"channels/{_general.Id}/messages/{classic.Id}", json);
                case "edit v2":
                    var modern = await _rest.PostAsync($"channels/{_general.Id}/messages", """{"flags":32768,"components":[{"type":10,"content":"hi"}]}""");
                    return await _rest.PatchAsync($"channels/{_general.Id}/messages/{modern.Id}", json);
                case "commands":
                    return await _rest.PutAsync($"applications/{_discord.ApplicationId}/commands", json);
                case "guild commands":
                    return await _rest.PutAsync($"applications/{_discord.ApplicationId}/guilds/{_discord.Guilds[1].Id}/commands", json);
                case "direct":
                    return await _rest.PostAsync("users/@me/channels", json.Replace("ANA", _ana.Id, StringComparison.Ordinal));
                case "typed":
                    _ = _ana.TypesAsync("/do", _general);
                    return await _rest.CallbackAsync(await ComesAsync(), json);
                case "completed":
                    _ = _ana.CompletesAsync("/do what:x", _general);
                    return await _rest.CallbackAsync(await ComesAsync(), json);
                case "follow-up":
                    _ = _ana.TypesAsync("/do", _general);
                    var typed = await ComesAsync();
                    await _rest.CallbackAsync(typed, """{"type":4,"data":{"content":"hi"}}""");
                    return await _rest.PostAsync($"webhooks/{_discord.ApplicationId}/{typed["token"]}", json);
                default:
                    var posted = await _rest.PostAsync($"channels/{_general.Id}/messages", """{"components":[{"type":1,"components":[{"type":2,"style":1,"label":"Go","custom_id":"go"}]}]}""");
                    _ = _ana.PressAsync(_general.FromBot.Single(message => message.Id == posted.Id), "Go");
                    return await _rest.CallbackAsync(await ComesAsync(), json);
            }
        }

        public async ValueTask DisposeAsync()
        {
            _rest.Dispose();
            await _gateway.DisposeAsync();
            await _discord.DisposeAsync();
        }

        private Task<JsonNode> ComesAsync() => _gateway.DispatchAsync("INTERACTION_CREATE");
    }
}

/// <summary>A theory that needs Discord's OpenAPI file, which is no part of this repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpecificationTheoryAttribute : TheoryAttribute
{
    public SpecificationTheoryAttribute()
    {
        if (DiscordSimulator.FindSpecification() is null)
        {
            Skip = "../shared/protocols/discord-openapi.json is not beside this clone: bodies are judged by the rules alone.";
        }
    }
}
