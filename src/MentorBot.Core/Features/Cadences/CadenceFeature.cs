using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Shows the cadences of a channel or a person, and has whoever looks after one pause, hand over and delete it.</summary>
internal sealed class CadenceFeature(OwnCadences own, CadenceCard card, CadenceNotices notices) : IFeature
{
    public static readonly Route<long> Show = new("cadence.show");

    public static readonly Route<long> Pause = new("cadence.pause");

    public static readonly Route<long> Resume = new("cadence.resume");

    public static readonly Route<long> AskDelete = new("cadence.ask-delete");

    public static readonly Route<long> Delete = new("cadence.delete");

    /// <summary>The form that asks for the person to hand over to.</summary>
    public static readonly Route<long> HandOver = new("cadence.hand-over");

    /// <summary>Hands a cadence to a person.</summary>
    public static readonly Route<long, long> Give = new("cadence.give");

    private const string Who = "person";

    private static readonly CommandOption Kind = new("kind", ValueKind.Choice, "Which one, where there are several") { Choices = CadenceWords.Kinds };

    private static readonly CommandOption Person = new("person", ValueKind.Person, "Who looks after it from now on") { Required = true };

    public void Register(FeatureMap map)
    {
        map.Command(
            new CommandDefinition("cadence list", "The cadences of this channel; in a direct conversation, your own") { Examples = ["cadence list"] },
            (request, cancellationToken) => ListAsync(request.Caller, cancellationToken));
        map.Command(
            new CommandDefinition("cadence edit", "Change days, times and reminder of a cadence") { Options = [Kind], Examples = ["cadence edit stand-up"], Answers = FirstAnswer.Form },
            (request, cancellationToken) => ChooseAsync(request, CadenceSetup.Edit.Token, (_, cadence, _) => Task.FromResult<Answer>(CadenceSetup.EditForm(cadence)), cancellationToken));
        Add("cadence pause", "Nothing comes of a cadence until it is resumed", Pause, PauseAsync);
        Add("cadence resume", "A paused cadence goes on", Resume, ResumeAsync);
        Add("cadence delete", "End a cadence for good; what was answered stays for reports", AskDelete, (_, cadence, _) => Task.FromResult<Answer>(Confirm(cadence)));
        map.Command(
            new CommandDefinition("cadence hand-over", "Hand a cadence to somebody else to look after") { Options = [Person, Kind], Examples = ["cadence hand-over @ben"] },
            (request, cancellationToken) =>
            {
                var to = request.Options.Person(Person.Name)!;
                return ChooseAsync(request, id => Give.Token(id, to.Id.Value), (caller, cadence, token) => GiveAsync(caller, cadence, to, token), cancellationToken);
            });

        Action(Show, own.WithAsync, async (caller, cadence, cancellationToken) => new Reply(await card.OfAsync(cadence, caller, cancellationToken)));
        Action(Pause, own.WithOwnAsync, PauseAsync);
        Action(Resume, own.WithOwnAsync, ResumeAsync);
        Action(AskDelete, own.WithOwnAsync, (_, cadence, _) => Task.FromResult<Answer>(Confirm(cadence)));
        Action(Delete, own.WithOwnAsync, DeleteAsync);
        Action(OwnCadences.TakeOver, own.WithAsync, TakeOverAsync);
        map.Action(Give, (request, id, person, cancellationToken) => own.WithOwnAsync(
            request.Caller,
            id,
            async cadence => await own.PersonAsync(cadence, new PersonId(person), cancellationToken) is { } to
                ? await GiveAsync(request.Caller, cadence, to, cancellationToken)
                : Reply.Say("I don't know that person here any more, so nothing was changed."),
            cancellationToken));
        map.Form(
            HandOver,
            (request, id, cancellationToken) => own.WithOwnAsync(request.Caller, id, cadence => Task.FromResult<Answer>(HandOverForm(cadence)), cancellationToken),
            (submission, id, cancellationToken) => own.WithOwnAsync(submission.Caller, id, cadence => GiveAsync(submission.Caller, cadence, submission.Values.Person(Who)!, cancellationToken), cancellationToken));

        void Action(Route<long> route, With with, Act act) =>
            map.Action(route, (request, id, cancellationToken) => with(request.Caller, id, cadence => act(request.Caller, cadence, cancellationToken), cancellationToken));

        void Add(string name, string summary, Route<long> route, Act act) => map.Command(
            new CommandDefinition(name, summary) { Options = [Kind], Examples = [name, $"{name} stand-up"] },
            (request, cancellationToken) => ChooseAsync(request, route.Token, act, cancellationToken));
    }

    private delegate Task<Answer> Act(Caller caller, Cadence cadence, CancellationToken cancellationToken);

    private delegate Task<Answer> With(Caller caller, long id, Func<Cadence, Task<Answer>> then, CancellationToken cancellationToken);

    private async Task<Answer> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        var all = await OfPlaceAsync(caller, cancellationToken);
        if (all.Count == 0)
        {
            return None(caller);
        }

        if (caller.Place.IsDirect && all.Count > 1)
        {
            return CadenceChoice.Of("These are the cadences that you look after or take part in. Open one:", [.. all.Select(cadence => (cadence, Show.Token(cadence.Id)))]);
        }

        var blocks = ImmutableArray.CreateBuilder<Block>();
        foreach (var cadence in all)
        {
            blocks.AddRange(await card.OfAsync(cadence, caller, cancellationToken));
        }

        return new Reply(blocks.ToImmutable());
    }

    private Task<IReadOnlyList<Cadence>> OfPlaceAsync(Caller caller, CancellationToken cancellationToken) => caller.Place.IsDirect
        ? own.Store.OfAsync(caller.Workspace, caller.Person.Id, cancellationToken)
        : own.Store.InAsync(caller.Place, cancellationToken);

    private static Reply None(Caller caller) => Reply.Say(caller.Place.IsDirect
        ? (Line)"You look after no cadence and take part in none. In a channel, " + Line.Code($"{CommandDefinition.Root} {CadenceSetup.CommandName}") + " makes some for the team."
        : (Line)"This channel has none yet. " + Line.Code($"{CommandDefinition.Root} {CadenceSetup.CommandName}") + " makes a stand-up, a weekly status and a monthly meeting in one form.");

    /// <summary>Does it with the only cadence that is meant; asks which one where there are several.</summary>
    private async Task<Answer> ChooseAsync(CommandRequest request, Func<long, string> token, Act act, CancellationToken cancellationToken)
    {
        var all = await OfPlaceAsync(request.Caller, cancellationToken);
        var meant = CadenceWords.KindOf(request.Options.Text(Kind.Name)) is { } kind ? all.Where(cadence => cadence.Kind == kind).ToList() : [.. all];
        return (all, meant) switch
        {
            ({ Count: 0 }, _) => None(request.Caller),
            (_, { Count: 0 }) => Reply.Say((Line)"There is none of that kind. " + Line.Code($"{CommandDefinition.Root} cadence list") + " shows what there is."),
            (_, [var only]) => await own.WithOwnAsync(request.Caller, only.Id, cadence => act(request.Caller, cadence, cancellationToken), cancellationToken),
            _ => CadenceChoice.Of("Which of them?", [.. meant.Select(cadence => (cadence, token(cadence.Id)))]),
        };
    }

    private async Task<Answer> PauseAsync(Caller caller, Cadence cadence, CancellationToken cancellationToken)
    {
        var paused = await own.MoveAsync(cadence, CadenceState.Paused, cancellationToken);
        return Reply.Of(
            new Paragraph((Line)(paused ? "Paused: nothing comes of " : "It is paused already: nothing comes of ") + CadenceWords.Named(cadence) + " until you resume it. Who takes part stays."),
            new Buttons([new Button("Resume", Resume.Token(cadence.Id))]));
    }

    private async Task<Answer> ResumeAsync(Caller caller, Cadence cadence, CancellationToken cancellationToken)
    {
        var resumed = await own.MoveAsync(cadence, CadenceState.Running, cancellationToken);
        if (resumed)
        {
            await notices.TellAddedAsync(cadence, cancellationToken);
        }

        return Reply.Of(
            new Paragraph((Line)(resumed ? "It goes on: " : "It was running all along: ") + CadenceWords.Named(cadence) + ". What fell into a pause is not sent afterwards."),
            new Paragraph(await card.NextAsync(cadence with { State = CadenceState.Running }, cancellationToken)));
    }

    private static Reply Confirm(Cadence cadence) => Reply.Of(
        new Paragraph((Line)"This ends " + CadenceWords.Named(cadence) + " for everybody who takes part. What was answered stays for reports. To have a rest only, pause it."),
        new Buttons([
            new Button("Delete it", Delete.Token(cadence.Id), ButtonStyle.Danger),
            cadence.State == CadenceState.Paused ? new Button("Resume", Resume.Token(cadence.Id)) : new Button("Pause instead", Pause.Token(cadence.Id)),
        ]));

    private async Task<Answer> DeleteAsync(Caller caller, Cadence cadence, CancellationToken cancellationToken)
    {
        await own.MoveAsync(cadence, CadenceState.Ended, cancellationToken);
        return Reply.Say((Line)"Deleted: " + CadenceWords.Named(cadence) + " has ended, and nothing more comes of it.").AsUpdate();
    }

    private static Form HandOverForm(Cadence cadence) => new(
        "Hand it over",
        HandOver.Token(cadence.Id),
        [new FormPage([new PersonField(Who, "Who looks after it from now on") { Hint = "They can change, pause, hand over and delete it, and I tell them so" }])],
        "Hand over");

    private async Task<Answer> GiveAsync(Caller caller, Cadence cadence, Person to, CancellationToken cancellationToken)
    {
        if (cadence.Owner == to.Id)
        {
            return Reply.Say((Line)"Nothing was changed: " + Line.Bold(to.Name) + " looks after " + CadenceWords.Named(cadence) + " already.");
        }

        var given = cadence with { Owner = to.Id };
        if (!await own.GiveAsync(cadence, to.Id, cancellationToken))
        {
            return Reply.Say("It was handed over or deleted in another window meanwhile, so nothing was changed.");
        }

        await notices.BringDraftAsync(given, cancellationToken);
        if (to.Id != caller.Person.Id)
        {
            await notices.TellAsync(given, CadenceNotices.HandedOver, to.Id, "was handed over", cancellationToken);
        }

        return Reply.Say((Line)"Done: " + Line.Bold(to.Name) + " looks after " + CadenceWords.Named(cadence) + (to.Id == caller.Person.Id ? " now, which is you." : " now, and hears it from me."));
    }

    private async Task<Answer> TakeOverAsync(Caller caller, Cadence cadence, CancellationToken cancellationToken)
    {
        if (cadence.Owner is not null)
        {
            return Reply.Say((Line)"Nothing was changed: " + Line.Bold(await own.NameAsync(cadence, cadence.Owner, cancellationToken)) + " looks after it already.");
        }

        if (!OwnCadences.MayChange(caller, cadence) && !await own.TakesPartAsync(cadence.Id, caller.Person.Id, cancellationToken))
        {
            return Reply.Of(
                new Paragraph($"Whoever takes part in it, and every admin, can take it over. Join first, if you like.{caller.OrElsewhere}"),
                new Buttons([new Button("Join", ParticipationFeature.Join.Token(cadence.Id))]));
        }

        if (!await own.GiveAsync(cadence, caller.Person.Id, cancellationToken))
        {
            return Reply.Say((Line)"Somebody else was quicker, or it has ended, so nothing was changed. " + Line.Code($"{CommandDefinition.Root} cadence list") + " shows how it stands.");
        }

        await notices.BringDraftAsync(cadence with { Owner = caller.Person.Id }, cancellationToken);
        return Reply.Of([
            new Paragraph((Line)"Thank you. You look after " + CadenceWords.Named(cadence) + " now."),
            .. await card.OfAsync(cadence with { Owner = caller.Person.Id }, caller, cancellationToken),
        ]);
    }
}
