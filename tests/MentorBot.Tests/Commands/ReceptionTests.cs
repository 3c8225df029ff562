using MentorBot.Core.People;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Commands;

/// <summary>Whoever presses, replies or asks was there, so that no nudge before it counts as ignored.</summary>
public sealed class ReceptionTests : IDisposable
{
    private static readonly PersonId Ana = new(1);

    private readonly TestBot _bot = TestBot.With(new ProbeFeature());

    public void Dispose() => _bot.Dispose();

    [Fact]
    public async Task NotesACommand()
    {
        await _bot.Say("echo hi");
        _bot.PersonalTimes.Attended.ShouldBe([Ana]);
    }

    [Fact]
    public async Task NotesAPress()
    {
        await _bot.Press("probe.echo");
        _bot.PersonalTimes.Attended.ShouldBe([Ana]);
    }

    [Fact]
    public async Task NotesAForm()
    {
        await _bot.Submit("nothing.known", Some.Values(("text", "my words")));
        _bot.PersonalTimes.Attended.ShouldBe([Ana]);
    }

    [Fact]
    public async Task NotesNobodyMoreThanOnceAMinute()
    {
        for (var second = 0; second < 60; second++)
        {
            await _bot.Say("echo hi");
            _bot.Time.Advance(TimeSpan.FromSeconds(2));
        }

        _bot.PersonalTimes.Attended.ShouldBe([Ana, Ana]);
    }

    [Fact]
    public async Task NotesEveryPressHoweverSoonAfterACommand()
    {
        await _bot.Say("echo hi");
        _bot.Time.Advance(TimeSpan.FromSeconds(30));
        await _bot.Press("probe.echo");
        _bot.PersonalTimes.Attended.ShouldBe([Ana, Ana]);
    }

    [Fact]
    public async Task NotesEachPerson()
    {
        await _bot.Say("echo hi");
        await _bot.Say("echo hi", user: "ben");
        _bot.PersonalTimes.Attended.ShouldBe([Ana, new PersonId(2)]);
    }

    [Fact]
    public async Task NotesNobodyWhoIsOnlyMentioned()
    {
        await _bot.Say("all kinds hello who:<@ben>");
        _bot.PersonalTimes.Attended.ShouldBe([Ana]);
    }

    [Fact]
    public async Task AnswersAllTheSameWhereTheStoreFails()
    {
        _bot.PersonalTimes.OnAttended = () => throw new InvalidOperationException("The disk is full.");
        (await _bot.Say("echo hi")).Text().ShouldBe("first=hi rest=");
        _bot.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task SaysNothingOfSomebodyWhoWasErasedMeanwhile()
    {
        _bot.PersonalTimes.OnAttended = () => throw new PersonGoneException();
        (await _bot.Say("echo hi")).Text().ShouldBe("first=hi rest=");
        _bot.PersonalTimes.Attended.ShouldBeEmpty();
    }
}
