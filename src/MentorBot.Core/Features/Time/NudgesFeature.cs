using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;

namespace MentorBot.Core.Features.Time;

/// <summary>Stops and starts all that comes to somebody by itself, and has less of it come.</summary>
internal sealed class NudgesFeature(IPersonalTime people) : IFeature
{
    public static readonly Route Pause = new("nudges.pause");

    public static readonly Route Resume = new("nudges.resume");

    /// <summary>The answers to "less often, another time, or stop?": <see cref="Less"/> and <see cref="AnotherTime"/>.</summary>
    public static readonly Route<string> Ease = new("nudges.ease");

    public const string Less = "less";

    public const string AnotherTime = "time";

    private const string PauseName = "nudges pause";
    private const string ResumeName = "nudges resume";

    public void Register(FeatureMap map)
    {
        map.Command(
            new CommandDefinition(PauseName, "Nothing comes to you until you resume") { Examples = [PauseName] },
            async (request, cancellationToken) => await SetAsync(request.Caller, paused: true, cancellationToken));
        map.Command(
            new CommandDefinition(ResumeName, "Nudges come to you again") { Examples = [ResumeName] },
            async (request, cancellationToken) => await SetAsync(request.Caller, paused: false, cancellationToken));
        map.Action(Pause, async (request, cancellationToken) => (await SetAsync(request.Caller, paused: true, cancellationToken)).AsUpdate());
        map.Action(Resume, async (request, cancellationToken) => (await SetAsync(request.Caller, paused: false, cancellationToken)).AsUpdate());
        map.Action(Ease, async (request, what, cancellationToken) => await EaseAsync(request.Caller, what, cancellationToken));
    }

    /// <summary>What to ask, once, of somebody who has let three nudges in a row go by.</summary>
    /// <param name="stop">Stops the one that asks.</param>
    public static IEnumerable<Block> AskToEase(Button stop) =>
    [
        new Paragraph("You've had a few of these without needing them. Less often, another time, or stop? Each is fine."),
        new Buttons([new Button("Less often", Ease.Token(Less)), new Button("Another time", Ease.Token(AnotherTime)), stop]),
    ];

    private async Task<Reply> SetAsync(Caller caller, bool paused, CancellationToken cancellationToken)
    {
        var own = await people.OfAsync(caller.Person.Id, cancellationToken);
        if (own.Paused != paused)
        {
            await people.ChangeAsync(caller.Person.Id, own with { Paused = paused }, cancellationToken);
        }

        if (paused)
        {
            return Reply.Of(
                new Paragraph(own.Paused
                    ? "It was paused already: nothing comes to you until you resume."
                    : "Paused. Nothing comes to you until you resume; your plans keep the days that they have left."),
                new Buttons([new Button("Resume", Resume.Token(), ButtonStyle.Primary)]));
        }

        return Reply.Of(
            new Paragraph(own.Paused
                ? "Welcome back. What comes round from now on comes to you again; what fell into the pause is not sent afterwards."
                : "Nothing was paused: all comes to you as usual."),
            new ContextLine((Line)"What comes next: " + Line.Code($"{CommandDefinition.Root} {ExplainFeature.CommandName}")));
    }

    private async Task<Reply> EaseAsync(Caller caller, string what, CancellationToken cancellationToken)
    {
        var change = new Buttons([new Button("Change it", SettingsFeature.Change.Token(caller.Person.Id.Value))]);
        var rest = new ContextLine((Line)"A rest from all of it: " + Line.Code($"{CommandDefinition.Root} {PauseName}"));
        if (what != Less)
        {
            return Reply.Of(new Paragraph("You choose the time at which I come to you, and the hours in which I may."), change, rest);
        }

        var own = await people.OfAsync(caller.Person.Id, cancellationToken);
        if (own.Strength == NudgeStrength.Light)
        {
            return Reply.Of(new Paragraph("It's at most one message a day already, which is as little as I can do without stopping."), change, rest);
        }

        await people.ChangeAsync(caller.Person.Id, own with { Strength = NudgeStrength.Light }, cancellationToken);
        return Reply.Of(new Paragraph("Done: from now on at most one message a day, with all the rest of the day in it."), change, rest);
    }
}
