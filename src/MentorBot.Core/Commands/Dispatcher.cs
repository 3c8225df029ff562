using MentorBot.Core.Messages;
using MentorBot.Core.People;
using Microsoft.Extensions.Logging;

namespace MentorBot.Core.Commands;

/// <summary>
/// The one way in for every adapter: recognises the person, finds who answers, and returns the answer. Whatever goes
/// wrong inside comes back as an answer, too.
/// </summary>
public sealed partial class Dispatcher(
    Reception reception,
    RateLimit limit,
    CommandDesk commands,
    FormDesk forms,
    MentorMetrics metrics,
    ILogger<Dispatcher> log)
{
    /// <summary>Answers what an adapter received. It throws nothing but the cancellation that was asked for.</summary>
    public async Task<Answer> HandleAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        using var what = metrics.Begin(incoming.From.Identity.Workspace.Platform);
        try
        {
            incoming = Legible.Of(incoming);
            return await RouteAsync(incoming, what, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            what.Outcome = "failed";
            var reference = Guid.NewGuid().ToString("N")[..8];
            LogFailure(exception, what.Name, what.Platform, reference);
            return Apologies.ForFailure(incoming, reference, what.IsKept) with { Shortfall = Shortfall.Failure };
        }
        finally
        {
            LogHandled(what.Name, what.Platform, what.Outcome, what.Took.TotalMilliseconds);
        }
    }

    private async Task<Answer> RouteAsync(Incoming incoming, Handling what, CancellationToken cancellationToken)
    {
        try
        {
            return await AnswerAsync(incoming, what, cancellationToken);
        }
        catch (PersonGoneException)
        {
            // Erased on another node while they were remembered here: whoever comes back is a new person.
            reception.ForgetAll();
            what.IsKept = false;
            return await AnswerAsync(incoming, what, cancellationToken);
        }
    }

    private async Task<Answer> AnswerAsync(Incoming incoming, Handling what, CancellationToken cancellationToken)
    {
        var caller = await reception.WelcomeAsync(incoming.From, incoming is Press or Submission, cancellationToken);

        // Kept before anything is refused, so that nobody's words are lost.
        var kept = incoming is Submission sent ? await forms.KeepAsync(caller, sent, what, cancellationToken) : null;
        if (!limit.Admit(caller.Person.Id, incoming))
        {
            what.Outcome = "refused";
            return OneMoment(incoming, what.IsKept) with { Shortfall = Shortfall.TooMuch };
        }

        switch (incoming)
        {
            case TypedLine line:
                return await commands.RunAsync(caller, line, what, cancellationToken);

            case ChosenCommand chosen:
                return await commands.RunAsync(caller, chosen, what, cancellationToken);

            case Press press:
                return await commands.PressAsync(caller, press, what, cancellationToken)
                    ?? await forms.OpenAsync(caller, press.Token, what, cancellationToken)
                    ?? Stale(Apologies.ForStaleToken(), what);

            case UsedShortcut used:
                return await commands.UseAsync(caller, used, what, cancellationToken);

            case HomeVisit:
                return await commands.VisitAsync(caller, what, cancellationToken);

            case Submission submission:
                return kept is null
                    ? Stale(Apologies.ForStaleForm(submission.Values), what)
                    : await forms.SubmitAsync(caller, submission, kept, what, cancellationToken);

            default:
                throw new InvalidOperationException($"Nothing handles {incoming.GetType().Name}.");
        }
    }

    private static Reply Stale(Reply sorry, Handling what)
    {
        what.Outcome = "stale";
        return sorry;
    }

    private static Reply OneMoment(Incoming incoming, bool isKept)
    {
        const string Again = "Try again in a few seconds.";
        switch (incoming)
        {
            case Submission submission when isKept:
                return Reply.Of(
                    new Paragraph($"One moment, please: that was {RateLimit.PressesAMinute} presses and forms in a minute. What you wrote is kept: open the form again in a few seconds and send it once more."),
                    new Buttons([new Button("Open the form again", TokenParts.ToResume(submission.Token, submission.Page ?? 0), ButtonStyle.Primary)]));

            case Submission submission:
                return Apologies.ForStaleForm(submission.Values);

            case HomeVisit:
                return Reply.Say("One moment, please: this page was opened very often just now. Open it again in a minute.");

            case Press:
                return Reply.Say($"One moment, please: that was {RateLimit.PressesAMinute} presses and forms in a minute. {Again}");

            default:
                return Reply.Say($"One moment, please: that was {RateLimit.CommandsAMinute} commands in a minute. {Again}");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{What} on {Platform} failed; the person was given the reference {Reference}")]
    private partial void LogFailure(Exception exception, string what, string platform, string reference);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{What} on {Platform}: {Outcome} in {Milliseconds} ms")]
    private partial void LogHandled(string what, string platform, string outcome, double milliseconds);
}
