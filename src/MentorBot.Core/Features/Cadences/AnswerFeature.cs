using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Posts;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using CadenceItem = MentorBot.Core.Content.Cadence;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Takes answers to a round: early, late, and changed as often as somebody likes.</summary>
internal sealed class AnswerFeature(ContentLibrary library, OwnCadences own, WeeklyStatus weekly, LateAnswers late) : IFeature
{
    /// <summary>The form for the round of a date.</summary>
    public static readonly Route<long, int> Answer = new("cadence.answer");

    public const string StandUpName = "standup";
    private const string Progress = "progress";
    private const string Plan = "plan";

    public void Register(FeatureMap map)
    {
        map.Command(
            new CommandDefinition(StandUpName, "Your answer to the stand-up: today's, or early for the next") { Examples = [StandUpName], Answers = FirstAnswer.Form },
            (request, cancellationToken) => StandUpAsync(request.Caller, cancellationToken));
        map.Form(
            Answer,
            (request, id, date, cancellationToken) => own.WithAsync(request.Caller, id, cadence => OpenAsync(request, cadence, date, cancellationToken), cancellationToken),
            (submission, id, date, cancellationToken) => own.WithAsync(submission.Caller, id, cadence => SubmitAsync(submission, cadence, date, cancellationToken), cancellationToken));
    }

    private async Task<Answer> StandUpAsync(Caller caller, CancellationToken cancellationToken)
    {
        var here = (await own.Store.InAsync(caller.Place, cancellationToken)).FirstOrDefault(one => one.Kind == CadenceKind.StandUp);
        if (here is not null)
        {
            return await OpenCurrentAsync(caller, here, cancellationToken);
        }

        var mine = new List<Cadence>();
        foreach (var cadence in await own.Store.OfAsync(caller.Workspace, caller.Person.Id, cancellationToken))
        {
            if (cadence.Kind == CadenceKind.StandUp && await own.TakesPartAsync(cadence.Id, caller.Person.Id, cancellationToken))
            {
                mine.Add(cadence);
            }
        }

        switch (mine)
        {
            case []:
                return Reply.Say((Line)"You take part in no stand-up, and there is none in this place. In its channel, " + Line.Code($"{CommandDefinition.Root} cadence setup") + " makes one, and Join on its question takes you in.");
            case [var only]:
                return await OpenCurrentAsync(caller, only, cancellationToken);
        }

        var choices = new List<(Cadence Cadence, string Token)>();
        foreach (var cadence in mine)
        {
            if (await CurrentAsync(caller, cadence, cancellationToken) is { } round)
            {
                choices.Add((cadence, Answer.Token(cadence.Id, DateNumber.Of(round.Date))));
            }
        }

        return choices.Count == 0 ? NoRound() : CadenceChoice.Of("You take part in more than one. Which of them?", choices);
    }

    private async Task<Answer> OpenCurrentAsync(Caller caller, Cadence cadence, CancellationToken cancellationToken) =>
        await CurrentAsync(caller, cadence, cancellationToken) is { } round
            ? await FormForAsync(caller, cadence, round, cancellationToken)
            : NoRound();

    private async Task<RoundTime?> CurrentAsync(Caller caller, Cadence cadence, CancellationToken cancellationToken) =>
        await (await own.RoundsAsync(cadence, cancellationToken)).CurrentAsync(
            own.Now,
            async date => Of(await own.Store.RoundAsync(cadence.Id, date, cancellationToken), caller) is not null);

    private async Task<Answer> OpenAsync(FormRequest request, Cadence cadence, int number, CancellationToken cancellationToken) =>
        await RoundAsync(cadence, number, cancellationToken) is { } round
            ? await FormForAsync(request.Caller, cadence, round, cancellationToken)
            : NoRound();

    /// <summary>The round that a token names: one that has come round or is the next, and no other.</summary>
    private async Task<RoundTime?> RoundAsync(Cadence cadence, int number, CancellationToken cancellationToken)
    {
        if (DateNumber.Read(number) is not { } date || date < cadence.When.Start)
        {
            return null;
        }

        var rounds = await own.RoundsAsync(cadence, cancellationToken);
        if (rounds.After(own.Now).FirstOrDefault() is { } next && next.Date == date)
        {
            return next;
        }

        // A round that was asked for stays open to answers, whatever has become of the days since.
        var at = cadence.When.At(date);
        return at <= own.Now ? rounds.OfKept(date, date) : null;
    }

    private async Task<Answer> FormForAsync(Caller caller, Cadence cadence, RoundTime round, CancellationToken cancellationToken)
    {
        if (Item(cadence) is not { } item)
        {
            return Reply.Say("Its questions are not in the content any more. Please tell whoever looks after me.");
        }

        var before = Of(await own.Store.RoundAsync(cadence.Id, round.Date, cancellationToken), caller)?.Words;
        var words = before ?? await PrefillAsync(caller, cadence, round, cancellationToken);
        var form = BlankForm.For(Answer.Token(cadence.Id, DateNumber.Of(round.Date)), item.Placeholders, placeholder => words.GetValueOrDefault(placeholder.Name));
        return form with { Title = $"For {round.Date:ddd d MMM}", Submit = before is null ? "Send" : "Save" };
    }

    private async Task<IReadOnlyDictionary<string, string>> PrefillAsync(Caller caller, Cadence cadence, RoundTime round, CancellationToken cancellationToken)
    {
        switch (cadence.Kind)
        {
            case CadenceKind.WeeklyStatus:
                return await weekly.PrefillAsync(cadence, round.Date, caller.Person.Id, cancellationToken);
            case CadenceKind.MonthlyMeeting:
                return ImmutableDictionary<string, string>.Empty.Add(MonthlyMeeting.Month, MonthlyMeeting.MonthOf(round.Date));
        }

        // What somebody meant to do is what they did, until they say otherwise.
        return await own.Store.LastAnswerAsync(cadence.Id, caller.Person.Id, round.Date, cancellationToken) is { } last && last.Answer.Words.GetValueOrDefault(Plan) is { } plan
            ? ImmutableDictionary<string, string>.Empty.Add(Progress, plan)
            : ImmutableDictionary<string, string>.Empty;
    }

    private async Task<Answer> SubmitAsync(FormSubmission submission, Cadence cadence, int number, CancellationToken cancellationToken)
    {
        if (Item(cadence) is not { } item || await RoundAsync(cadence, number, cancellationToken) is not { } round)
        {
            return NoRound();
        }

        var caller = submission.Caller;
        var words = item.Placeholders
            .Where(placeholder => submission.Values.Text(placeholder.Name) is not null)
            .ToImmutableDictionary(placeholder => placeholder.Name, placeholder => submission.Values.Text(placeholder.Name)!, StringComparer.Ordinal);
        await own.Store.AnswerAsync(cadence.Id, round.Date, new RoundAnswer(caller.Person.Id, words, own.Now, null), cancellationToken);
        var readers = ReadersOf(cadence, round, await late.BringAsync(cadence, round, cancellationToken));
        return await ThanksAsync(caller, cadence, item, round, words, readers, cancellationToken);
    }

    private static Line ReadersOf(Cadence cadence, RoundTime round, Standing standing) => cadence.Kind == CadenceKind.WeeklyStatus
        ? (Line)"Whoever puts the weekly status together reads it; what they take from it is posted in " + Line.Channel(cadence.Place)
        : standing switch
        {
            Standing.Posted => (Line)"Everybody in " + Line.Channel(cadence.Place) + " can read it, in the report that is there already",
            Standing.Soon => (Line)"Everybody in " + Line.Channel(cadence.Place) + " can read it, in a report that comes in a moment",
            Standing.AtItsTime => (Line)"Everybody in " + Line.Channel(cadence.Place) + " can read it, in the report at " + Line.At(round.Closes),
            _ => (Line)$"The {CadenceWords.NameOf(cadence.Kind)} is paused, so no report of it comes in " + Line.Channel(cadence.Place) + "; your answer is kept",
        };

    private async Task<Answer> ThanksAsync(Caller caller, Cadence cadence, CadenceItem item, RoundTime round, ImmutableDictionary<string, string> words, Line readers, CancellationToken cancellationToken)
    {
        var isOver = round.Closes <= own.Now;
        var buttons = new List<Button> { new("Edit", Answer.Token(cadence.Id, DateNumber.Of(round.Date))) };
        if (!await own.TakesPartAsync(cadence.Id, caller.Person.Id, cancellationToken))
        {
            buttons.Add(new Button("Join", ParticipationFeature.Join.Token(cadence.Id)));
        }

        var rounds = await own.RoundsAsync(cadence, cancellationToken);
        if (isOver && rounds.After(own.Now).FirstOrDefault() is { } next)
        {
            buttons.Add(new Button($"Write {TimeWords.DayInWords(next.Date)}", Answer.Token(cadence.Id, DateNumber.Of(next.Date))));
        }

        return Reply.Of(
            new Paragraph((Line)"Thank you. This is your answer to " + CadenceWords.Named(cadence) + $" for {TimeWords.DayInWords(round.Date)}:"),
            new Quote(item.Text.Fill(Complete(item, words))),
            new Buttons([.. buttons]),
            new ContextLine(readers));
    }

    /// <summary>The words with nothing where nothing was written, so that no blank is left open.</summary>
    internal static ImmutableDictionary<string, string> Complete(CadenceItem item, IReadOnlyDictionary<string, string> words) =>
        item.Placeholders.ToImmutableDictionary(placeholder => placeholder.Name, placeholder => words.GetValueOrDefault(placeholder.Name) ?? string.Empty, StringComparer.Ordinal);

    private CadenceItem? Item(Cadence cadence) => library.Pack.Find<CadenceItem>(CadenceWords.ItemOf(cadence.Kind));

    private static RoundAnswer? Of(Round? round, Caller caller) => round?.Answers.FirstOrDefault(answer => answer.Person == caller.Person.Id);

    private static Reply NoRound() => Reply.Say((Line)"There is no round to answer at that time. " + Line.Code($"{CommandDefinition.Root} cadence explain") + " shows when the next ones are.");
}
