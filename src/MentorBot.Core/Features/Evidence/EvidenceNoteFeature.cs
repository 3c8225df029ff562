using MentorBot.Core.Commands;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using NodaTime;

namespace MentorBot.Core.Features.Evidence;

/// <summary>Takes down what somebody can show for their work: from a message that they point at, or by itself.</summary>
internal sealed class EvidenceNoteFeature(IEvidenceStore evidence, IKeptForms drafts, ValueReader reader, IClock clock) : IFeature
{
    public const string ShortcutName = "save-as-evidence";

    /// <summary>Opens an empty form.</summary>
    public static readonly Route Add = new("evidence.add");

    /// <summary>The form for one piece of evidence. Its number makes it one, however often it is sent.</summary>
    public static readonly Route<long> Note = new("evidence.note");

    /// <summary>The same for what a message says.</summary>
    public static readonly Route<long> NoteMessage = new("evidence.message");

    private const string NewTitle = "Note your evidence";
    private const string OwnSource = "note";
    private const string MessageSource = "message";

    public void Register(FeatureMap map)
    {
        map.Shortcut(
            new ShortcutDefinition(ShortcutName, "Save as evidence", "Keeps what a message shows of your work; only you see it") { OnMessage = true, Answers = FirstAnswer.Form },
            (request, cancellationToken) => OpenForAsync(request.Caller, request.Message!, cancellationToken));
        map.Action(Add, async (request, cancellationToken) => await BlankAsync(request.Caller, Note.Token(NewNumber()), cancellationToken));
        AddForm(Note, OwnSource);
        AddForm(NoteMessage, MessageSource);

        void AddForm(Route<long> route, string source) => map.Form(
            route,
            async (request, number, cancellationToken) => await KeptAsync(request.Caller, source, number, cancellationToken) is { } kept
                ? EvidenceForm.For(NewTitle, route.Token(number), kept)
                : await BlankAsync(request.Caller, route.Token(number), cancellationToken),
            (submission, number, cancellationToken) => SaveAsync(submission, source, number, cancellationToken));
    }

    /// <summary>
    /// Opens the form with what a message says. That is kept as if it had been submitted before, so that the form can be opened
    /// from its token alone, later and on another node.
    /// </summary>
    private async Task<Answer> OpenForAsync(Caller caller, PointedMessage message, CancellationToken cancellationToken)
    {
        var token = NoteMessage.Token(NewNumber());
        var draft = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!string.IsNullOrWhiteSpace(message.Text))
        {
            draft[EvidenceForm.What] = Limits.Shorten(message.Text.Trim(), Limits.FieldValue);
        }

        if (message.Link is { } link)
        {
            draft[EvidenceForm.Link] = link;
        }

        var blank = await BlankAsync(caller, token, cancellationToken);
        draft[EvidenceForm.Date] = blank.Fields.First(field => field.Name == EvidenceForm.Date).Value!;
        await drafts.SaveAsync(caller.Person.Id, token, draft, clock.GetCurrentInstant(), cancellationToken);
        return FormDesk.Resume(blank, draft);
    }

    /// <summary>What was saved with a form that is opened once more: it is mended then, and never written over unseen.</summary>
    private async Task<EvidenceRecord?> KeptAsync(Caller caller, string source, long number, CancellationToken cancellationToken) =>
        (await evidence.OfSubjectAsync(caller.Person.Id, source, number, cancellationToken)).FirstOrDefault(one => one.Workspace == caller.Workspace);

    private async Task<Form> BlankAsync(Caller caller, string token, CancellationToken cancellationToken) =>
        EvidenceForm.For(NewTitle, token, New(caller, string.Empty, 0) with { Date = await reader.TodayOfAsync(caller, cancellationToken) });

    private async Task<Answer> SaveAsync(FormSubmission submission, string source, long number, CancellationToken cancellationToken)
    {
        var written = EvidenceForm.Read(submission.Values, New(submission.Caller, source, number), clock.GetCurrentInstant());
        await evidence.SaveAsync(written, cancellationToken);
        return Reply.Of(
            new Paragraph((Line)"Kept as evidence of " + Line.Bold(TimeWords.Day(written.Date)) + ": " + Line.Italic(written.Title)),
            new Buttons([new Button("Note another", Add.Token()), EvidenceView.ShowAll]),
            new ContextLine("Only you see it."));
    }

    private static EvidenceRecord New(Caller caller, string source, long number) => new(
        0, caller.Person.Id, caller.Workspace, default, source, number, 0, string.Empty, null, null, null, null, default);

    // Nobody opens two forms in a ten-millionth of a second.
    private long NewNumber() => clock.GetCurrentInstant().ToUnixTimeTicks();
}
