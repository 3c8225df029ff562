using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Conventions;

/// <summary>The whole tree as it is planned, held to the narrowest caps of all platforms (Discord's).</summary>
public sealed class CommandTreeTests : IDisposable
{
    private const int MostOnALevel = 25;
    private const int LongestName = 32;
    private const int LongestSummary = 100;
    private const int MostCharacters = 8_000;

    private static readonly string[] Plan =
    [
        "help", "start", "find", "script", "checklist", "post", "say", "ask", "practice", "drill", "score", "evidence", "progress", "standup", "away", "settings",
        "plan start", "plan today", "plan status", "plan pause", "plan resume", "plan stop", "plan list",
        "cadence setup", "cadence add", "cadence list", "cadence edit", "cadence pause", "cadence resume", "cadence hand-over", "cadence delete", "cadence explain", "cadence report",
        "nudges explain", "nudges pause", "nudges resume",
        "kpi setup", "kpi record", "kpi show",
        "career ladder", "career role", "career levels", "career specialisations", "career pay", "career market", "career signals", "career learn", "career me",
        "pair ask", "pair claim", "pair agree", "pair list", "pair end",
        "team settings", "team roles", "team holidays", "team audit", "team content",
        "data export", "data delete",
    ];

    private readonly TestBot _bot = new();

    private CommandDefinition[] Commands => [.. _bot.Map.Commands];

    private IEnumerable<string> Names => Plan.Concat(Commands.Select(command => command.Name)).Distinct();

    public void Dispose() => _bot.Dispose();

    [Fact]
    public void HasAtMostTwentyFiveOnALevel()
    {
        Names.Select(name => name.Split(' ')[0]).Distinct().Count().ShouldBeLessThanOrEqualTo(MostOnALevel);
        Names.GroupBy(name => name.Split(' ')[0]).ShouldAllBe(group => group.Count() <= MostOnALevel);
    }

    [Fact]
    public void IsTwoLevelsDeepAtMost() => Names.ShouldAllBe(name => name.Split(' ').Length <= 2);

    [Fact]
    public void CallsNoGroupBare()
    {
        var groups = Names.Where(name => name.Contains(' ')).Select(name => name.Split(' ')[0]).ToHashSet();
        Names.ShouldAllBe(name => !groups.Contains(name));
    }

    [Fact]
    public void HasNamesThatEveryPlatformTakes() =>
        Names.SelectMany(name => name.Split(' ')).Concat(Commands.SelectMany(command => command.Options).Select(option => option.Name))
            .ShouldAllBe(name => name.Length <= LongestName && name.All(letter => char.IsAsciiLetterLower(letter) || letter == '-'));

    [Fact]
    public void FitsTheCharactersThatDiscordCounts()
    {
        var built = Commands.Sum(command => Count(command.Name, command.Summary) + command.Options.Sum(option =>
            Count(option.Name, option.Summary) + option.Choices.Sum(choice => Count(choice.Label, choice.Value))));
        var planned = Plan.Except(Commands.Select(command => command.Name)).Sum(_ => 100);
        (built + planned).ShouldBeLessThanOrEqualTo(MostCharacters);

        static int Count(string one, string other) => one.Length + other.Length;
    }

    [Fact]
    public void PlansEveryCommandThatThereIs() => Commands.Select(command => command.Name).Except(Plan).ShouldBeEmpty();

    [Fact]
    public void HasEveryCommandOfThePartsThatAreThere() =>
        Commands.Select(command => command.Name).ShouldBe(
            [
                "start", "find", "ask", "script", "checklist", "post", "say", "practice", "drill", "score", "evidence", "data export", "data delete", "help",
                "settings", "away", "nudges explain", "nudges pause", "nudges resume", "team settings", "team holidays", "team content",
                "plan start", "plan today", "plan status", "plan pause", "plan resume", "plan stop", "plan list",
                "standup", "cadence setup", "cadence add", "cadence list", "cadence edit", "cadence pause", "cadence resume", "cadence hand-over", "cadence delete", "cadence explain", "cadence report",
                "kpi setup", "kpi record", "kpi show",
                "career ladder", "career role", "career levels", "career specialisations", "career pay", "career market", "career signals", "career learn", "career me",
            ],
            ignoreOrder: true);

    [Fact]
    public void ExplainsEveryCommandAndOptionInALine()
    {
        foreach (var (summary, name) in Commands.Select(command => (command.Summary, command.Name)).Concat(Commands.SelectMany(command => command.Options).Select(option => (option.Summary, option.Name))))
        {
            summary.Length.ShouldBeInRange(1, LongestSummary, name);
            summary.EndsWith('.').ShouldBeFalse(name);
            char.IsUpper(summary[0]).ShouldBeTrue(name);
        }
    }

    [Fact]
    public void AsksForRequiredOptionsFirstAndForNoMoreThanTwentyFive()
    {
        foreach (var command in Commands)
        {
            command.Options.Length.ShouldBeLessThanOrEqualTo(MostOnALevel, command.Name);
            command.Options.Select(option => option.Required).ShouldBe(command.Options.Select(option => option.Required).OrderDescending(), command.Name);
            command.Options.Select(option => option.Name).ShouldBeUnique();
            command.Options.ShouldAllBe(option => (option.Kind == ValueKind.Choice) != option.Choices.IsEmpty);
            command.Options.ShouldAllBe(option => option.Choices.Length <= MostOnALevel);
        }
    }

    [Fact]
    public async Task ParsesEveryExampleToItsOwnCommandAndAnswersIt()
    {
        // What opens a form of a stand-up needs one, and so does what records KPIs.
        await _bot.Press("kpi.put:service-kpis");
        var setUp = (await _bot.Handle(Some.Line("cadence setup"))).ShouldBeOfType<Form>();
        await _bot.Handle(Some.Submission(setUp.Token, setUp.Fields.ToDictionary(field => field.Name, field => field.Value!, StringComparer.Ordinal)));
        await _bot.Handle(Some.Line("hello", "ben"));
        foreach (var command in Commands)
        {
            command.Examples.ShouldNotBeEmpty(command.Name);
            foreach (var example in command.Examples)
            {
                _bot.Time.Advance(TimeSpan.FromSeconds(3));
                _bot.Map.NameOf(CommandLine.Read($"{CommandDefinition.Root} {example}"), out _).ShouldBe(command.Name);

                // Whoever types a name picks the person, and what arrives is the mention.
                var answer = await _bot.Handle(Some.Line($"{CommandDefinition.Root} {example.Replace("@ben", "<@ben>", StringComparison.Ordinal)}"));
                (answer is Form ? FirstAnswer.Form : FirstAnswer.Reply).ShouldBe(command.Answers, example);
                (answer as Reply)?.Text().ShouldNotStartWith("I ", Case.Sensitive, example);
            }
        }

        _bot.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void CompletesEveryOptionThatSuggests()
    {
        foreach (var option in Commands.SelectMany(command => command.Options).Where(option => option.Complete is not null))
        {
            foreach (var typed in (string[])["", "s", "dead", "zzzzqqqq"])
            {
                var choices = option.Complete!(typed);
                choices.Count.ShouldBeLessThanOrEqualTo(MostOnALevel);
                choices.ShouldAllBe(choice => choice.Label.Length <= Limits.ChoiceLabel && choice.Value.Length <= Limits.ChoiceValue && choice.Label.Length > 0 && choice.Value.Length > 0);
            }
        }
    }
}
