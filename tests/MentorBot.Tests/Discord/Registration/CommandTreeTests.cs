using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Discord.Registration;
using MentorBot.Discord.Wire;
using MentorBot.Tests.Discord.Support;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Discord.Registration;

/// <summary>What is registered with Discord, from its JSON alone.</summary>
public sealed partial class CommandTreeTests : IDisposable
{
    private static readonly CommandDefinition[] Commands =
    [
        new("find", "Find something")
        {
            Options = [new CommandOption("near", ValueKind.Channel, "Where"), new CommandOption("text", ValueKind.Text, "What you need") { Required = true, Complete = _ => [] }, new CommandOption("who", ValueKind.Person, "Who"), new CommandOption("most", ValueKind.Number, "How many")],
        },
        new("plan start", "Enrol in a plan") { Options = [new CommandOption("day", ValueKind.Date, "When"), new CommandOption("at", ValueKind.Time, "At what time"), new CommandOption("kind", ValueKind.Choice, "Which one") { Choices = [new Choice("One", "1"), new Choice("Two", "2")] }] },
        new("plan stop", "Leave a plan"),
    ];

    private static readonly ShortcutDefinition[] Shortcuts = [new("say", "Say it like a senior", "Other words") { OnMessage = true }, new("ask", "Ask your mentor", "Anything")];

    private readonly TestBot _bot = new();

    private ImmutableArray<CommandBody> All => CommandTree.Of(_bot.Map.Commands, _bot.Map.Shortcuts);

    public void Dispose() => _bot.Dispose();

    [Fact]
    public void WritesTheTree() =>
        Json(CommandTree.Of(Commands, Shortcuts)).ShouldBe(
            """[{"name":"mentor","type":1,"description":"Ask your mentor: words for a hard moment, checklists, plans, updates","options":["""
            + """{"type":1,"name":"find","description":"Find something","options":["""
            + """{"type":3,"name":"text","description":"What you need","required":true,"autocomplete":true,"max_length":3000},"""
            + """{"type":7,"name":"near","description":"Where","channel_types":[0,5,10,11,12]},"""
            + """{"type":6,"name":"who","description":"Who"},{"type":10,"name":"most","description":"How many"}]},"""
            + """{"type":2,"name":"plan","description":"start, stop","options":["""
            + """{"type":1,"name":"start","description":"Enrol in a plan","options":[{"type":3,"name":"day","description":"When"},{"type":3,"name":"at","description":"At what time"},"""
            + """{"type":3,"name":"kind","description":"Which one","choices":[{"name":"One","value":"1"},{"name":"Two","value":"2"}]}]},"""
            + """{"type":1,"name":"stop","description":"Leave a plan"}]}],"contexts":[0,1],"integration_types":[0]},"""
            + """{"name":"Say it like a senior","type":3,"contexts":[0,1],"integration_types":[0]}]""");

    [Fact]
    public void SuggestsWhereThereAreMoreChoicesThanDiscordShows()
    {
        var option = new CommandOption("kind", ValueKind.Choice, "Which one") { Choices = [.. Enumerable.Range(1, 26).Select(i => new Choice($"{i}", $"{i}"))] };
        Json(CommandTree.Of([new CommandDefinition("find", "Find something") { Options = [option] }], [])).ShouldContain("""{"type":3,"name":"kind","description":"Which one","autocomplete":true}""");
    }

    [Fact]
    public void HasEveryCommandAndBothMessageCommands()
    {
        All.Select(command => command.Name).ShouldBe(["mentor", "Say it like a senior", "Save as evidence"], ignoreOrder: true);
        All[0].Options!.Value.SelectMany(one => one.Type == 2 ? one.Options!.Value.Select(inner => $"{one.Name} {inner.Name}") : [one.Name]).ShouldBe(_bot.Map.Commands.Select(command => command.Name), ignoreOrder: true);
    }

    [Fact]
    public void KeepsEveryLimitOfDiscord()
    {
        var json = JsonDocument.Parse(JsonSerializer.Serialize(All, DiscordJson.Default.ImmutableArrayCommandBody)).RootElement;
        json.EnumerateArray().Count(command => command.GetProperty("type").GetInt32() == 3).ShouldBeLessThanOrEqualTo(15);
        foreach (var command in json.EnumerateArray())
        {
            Characters(command).ShouldBeLessThanOrEqualTo(8_000);
            if (command.GetProperty("type").GetInt32() == 3)
            {
                DiscordChecker.Count(command.GetProperty("name").GetString()!).ShouldBeInRange(1, 32);
                command.TryGetProperty("description", out _).ShouldBeFalse();
                continue;
            }

            Check(command, depth: 0);
        }
    }

    [Fact]
    public void HasAHashThatChangesOnlyWithWhatIsSent()
    {
        var hash = CommandTree.HashOf(All);
        hash.Length.ShouldBe(64);
        CommandTree.HashOf(All).ShouldBe(hash);
        CommandTree.HashOf(CommandTree.Of(_bot.Map.Commands, [])).ShouldNotBe(hash);
        CommandTree.HashOf(CommandTree.Of([.. _bot.Map.Commands.Skip(1)], _bot.Map.Shortcuts)).ShouldNotBe(hash);
    }

    private static void Check(JsonElement node, int depth)
    {
        depth.ShouldBeLessThanOrEqualTo(3);
        var name = node.GetProperty("name").GetString()!;
        Name().IsMatch(name).ShouldBeTrue(name);
        name.ShouldBe(name.ToLowerInvariant());
        DiscordChecker.Count(node.GetProperty("description").GetString()!).ShouldBeInRange(1, 100, name);
        var choices = node.TryGetProperty("choices", out var some) ? some.EnumerateArray().ToArray() : [];
        choices.Length.ShouldBeLessThanOrEqualTo(25, name);
        choices.All(choice => DiscordChecker.Count(choice.GetProperty("name").GetString()!) is >= 1 and <= 100 && choice.GetProperty("value").GetString()!.Length is >= 1 and <= 100).ShouldBeTrue(name);
        (node.TryGetProperty("autocomplete", out var suggests) && suggests.GetBoolean() && choices.Length > 0).ShouldBeFalse(name);
        if (node.TryGetProperty("max_length", out var most))
        {
            most.GetInt32().ShouldBeInRange(1, 6_000, name);
        }

        var options = node.TryGetProperty("options", out var inner) ? inner.EnumerateArray().ToArray() : [];
        options.Length.ShouldBeLessThanOrEqualTo(25, name);
        options.Select(option => option.GetProperty("name").GetString()).ShouldBeUnique();
        options.Select(option => option.GetProperty("type").GetInt32() is 1 or 2).Distinct().Count().ShouldBeLessThanOrEqualTo(1, name);
        var required = options.Select(option => option.TryGetProperty("required", out var isRequired) && isRequired.GetBoolean()).ToArray();
        required.SequenceEqual(required.OrderDescending()).ShouldBeTrue(name);
        foreach (var option in options)
        {
            Check(option, depth + 1);
        }
    }

    private static int Characters(JsonElement node) =>
        node.EnumerateObject().Sum(member => member.Value.ValueKind switch
        {
            JsonValueKind.String when member.Name is "name" or "description" or "value" => DiscordChecker.Count(member.Value.GetString()!),
            JsonValueKind.Array when member.Name is "options" or "choices" => member.Value.EnumerateArray().Sum(Characters),
            _ => 0,
        });

    private static string Json(ImmutableArray<CommandBody> commands) => JsonSerializer.Serialize(commands, Readable.Json.ImmutableArrayCommandBody);

    // .NET knows no \p{sc=…}; the bot's own names need none.
    [GeneratedRegex(@"^[-_'\p{L}\p{N}]{1,32}$", RegexOptions.None, 1_000)]
    private static partial Regex Name();
}
