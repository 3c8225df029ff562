using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Slack.Rendering;
using MentorBot.Slack.Wire;
using Delivery = MentorBot.Core.Messages.Delivery;

namespace MentorBot.Slack.Conversations;

/// <summary>Takes in what people fill in, and answers where the form was opened from.</summary>
internal sealed class ViewSubmissions(Dispatcher dispatcher, Senders senders, PrivateAnswers answers, Replies replies, Homes homes, TimeProvider time)
{
    private const string Update = "update";

    public async Task HandleAsync(Interaction interaction, ViewState view, long since, Acknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        var origin = Origin.Of(view.PrivateMetadata, interaction.User.Id);
        // On a thread of its own: a database that is busy holds up the thread that asks it, and with it the acknowledgement.
        var submitting = Task.Run(() => SubmitAsync(interaction, view, origin, cancellationToken), cancellationToken);
        if (!await Deadline.IsMetAsync(submitting, since, time))
        {
            await acknowledgement.AcknowledgeAheadAsync(cancellationToken);
            await replies.DeliverAsync(Said(await submitting, origin), origin with { ViewId = null }, interaction.TriggerId, cancellationToken);
            return;
        }

        switch (await submitting)
        {
            case Form form:
                var mend = form.Token == view.CallbackId && form.Problems.Count > 0 && IsShown(form, view)
                    ? ViewRenderer.Errors(form)
                    : new ViewResponse { ResponseAction = Update, View = ViewRenderer.Form(form, origin.ToMetadata()) };
                if (!await acknowledgement.AcknowledgeAsync(mend, cancellationToken))
                {
                    // Without it Slack closes the view: it is opened again, with all that was written.
                    await acknowledgement.AcknowledgeAheadAsync(cancellationToken);
                    await replies.DeliverAsync(form, origin with { ViewId = null }, interaction.TriggerId, cancellationToken);
                }

                break;

            case Reply { Blocks.IsDefaultOrEmpty: false, Post: null } reply when origin.Channel is null && (origin.ViewId is null || reply.Delivery != Delivery.Update):
                await ShowAsync(reply, interaction, origin, acknowledgement, cancellationToken);
                break;

            case var answer:
                var delivering = replies.DeliverAsync(answer, origin, interaction.TriggerId, cancellationToken);
                try
                {
                    await Acknowledging.AcknowledgeAsync(delivering, since, acknowledgement, time, cancellationToken);
                }
                catch (UnsaidException)
                {
                    // It is carried out: the view must close, or they would send it a second time.
                    await acknowledgement.AcknowledgeAheadAsync(cancellationToken);
                    throw;
                }

                break;
        }
    }

    /// <summary>Slack: an error for a field that the view lacks has the whole view fail; a form that has changed takes its place instead.</summary>
    private static bool IsShown(Form form, ViewState view) =>
        view.State is { Values: var shown } && ViewRenderer.Errors(form).Errors!.Keys.All(shown.ContainsKey);

    private async Task<Answer> SubmitAsync(Interaction interaction, ViewState view, Origin origin, CancellationToken cancellationToken)
    {
        var state = view.State ?? new StateValues(new Dictionary<string, IReadOnlyDictionary<string, BlockAction>>(StringComparer.Ordinal));
        var chosen = state.Values.Values.SelectMany(elements => elements.Values).Select(element => element.SelectedUser).OfType<string>();
        var naming = senders.NamesAsync(chosen.Select(user => (user, (string?)null)));
        var (from, _) = await senders.WhoAsync(origin, channelName: null, interaction.Team?.Id);
        var submission = new Submission(from, view.CallbackId ?? string.Empty, ViewRenderer.ReadValues(state), Page: null) { Names = await naming };
        return await dispatcher.HandleAsync(submission, cancellationToken);
    }

    /// <summary>Where the modal is gone that it could have taken the place of, an answer without a conversation is said.</summary>
    private static Answer Said(Answer answer, Origin origin) =>
        answer is Reply { Delivery: Delivery.Update } update && origin.Channel is null ? update with { Delivery = Delivery.Private } : answer;

    /// <summary>An answer that has no conversation to be in takes the place of the form.</summary>
    private async Task ShowAsync(Reply reply, Interaction interaction, Origin origin, Acknowledgement acknowledgement, CancellationToken cancellationToken)
    {
        var reading = new ViewResponse { ResponseAction = Update, View = Modals.Reading(reply.Blocks, origin) };
        ImmutableArray<FileBlock> files = [.. reply.Blocks.OfType<FileBlock>()];
        if (!files.IsEmpty)
        {
            await acknowledgement.PromiseAsync();
        }

        if (!await acknowledgement.AcknowledgeAsync(reading, cancellationToken))
        {
            await acknowledgement.AcknowledgeAheadAsync(cancellationToken);
            await replies.DeliverAsync(Said(reply, origin), origin with { ViewId = null }, interaction.TriggerId, cancellationToken);
            return;
        }

        await answers.ShareAsync(files, origin, cancellationToken);
        if (origin.IsHome)
        {
            await homes.RefreshAsync(origin.User, interaction.Team?.Id, cancellationToken);
        }
    }
}
