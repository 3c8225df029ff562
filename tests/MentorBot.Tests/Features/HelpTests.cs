using MentorBot.Core.People;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Features;

public sealed class HelpTests : IDisposable
{
    private readonly TestBot _bot = new();

    public void Dispose() => _bot.Dispose();

    [Theory]
    [InlineData("/mentor")]
    [InlineData("/mentor help")]
    public async Task ListsEveryCommandThatOneMayUseWithItsUsageAndSummary(string line)
    {
        var text = (await _bot.Say(line)).Text();
        text.ShouldStartWith("What I can do\n=============\n\n- /mentor start\n  Two minutes to the first thing that helps you\n- /mentor find TEXT\n  Find anything in my library, in your own words\n");
        _bot.Map.Commands.ShouldAllBe(command => text.Contains($"- {command.Usage}\n  {command.Summary}", StringComparison.Ordinal) == (command.MinimumRole == Role.Member));
    }

    [Fact]
    public async Task ListsWhatAnAdminMayUseForAdminsAlone()
    {
        foreach (var role in new[] { Role.Admin, Role.Member, Role.Admin })
        {
            var text = (await _bot.Say("/mentor help", role: role)).Text();
            _bot.Map.Commands.ShouldAllBe(command => text.Contains($"- {command.Usage}\n", StringComparison.Ordinal) == (command.MinimumRole <= role));
        }
    }

    [Theory]
    [InlineData("/mentor help script")]
    [InlineData("/mentor help SCRIPT")]
    [InlineData("/mentor help /mentor script")]
    [InlineData("/mentor help command:script")]
    public async Task ExplainsACommand(string line) =>
        (await _bot.Say(line)).Text().ShouldBe(
            """
            script
            ======

            Words for a hard moment, ready to fill in and post.

            /mentor script [ID]

            - id (can be left out): The script's name, or what it is about

            For example:

            - /mentor script deadline-pushback
            - /mentor script
            """);

    [Theory]
    [InlineData("/mentor help data export")]
    [InlineData("/mentor help data  export")]
    [InlineData("/mentor help \"data export\"")]
    public async Task ExplainsACommandOfAGroup(string line) =>
        (await _bot.Say(line)).Text().ShouldStartWith("data export\n===========\n\nAll that I keep about you, in a file.");

    [Fact]
    public async Task NamesTheNearestWhereItKnowsNoSuchCommand() =>
        (await _bot.Say("/mentor help skript")).Text().ShouldStartWith("I don't know skript. Did you mean one of these?\n\n- /mentor script [ID]");

    [Fact]
    public async Task ExplainsEveryCommand()
    {
        foreach (var command in _bot.Map.Commands.ToList())
        {
            _bot.Time.Advance(TimeSpan.FromSeconds(3));
            (await _bot.Say($"/mentor help {command.Name}")).Text().ShouldContain($"{command.Summary}.\n\n{command.Usage}");
        }
    }
}
