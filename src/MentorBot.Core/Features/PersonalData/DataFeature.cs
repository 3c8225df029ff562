using System.Text.Encodings.Web;
using System.Text.Json;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Features.PersonalData;

/// <summary>Gives people all that is kept of them, and erases it when they say so.</summary>
internal sealed class DataFeature(IEnumerable<IPersonalData> data, IErasure erasure, PeopleDirectory people, IClock clock) : IFeature
{
    public static readonly Route<long> Erase = new("data.erase");

    public static readonly Route Keep = new("data.keep");

    private const string StaysBehind =
        "What stays: messages that were posted in the chat, which you can delete there first, and, without your name, the ticks and due days of shared checklists, the KPI readings that you recorded and the weekly reports that you approved; nobody is reminded of what was yours in them. A backup that was made before keeps your data until it is thrown away; restoring one erases it again.";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public void Register(FeatureMap map)
    {
        map.Command(
            new CommandDefinition("data export", "All that I keep about you, in a file") { Examples = ["data export"] },
            (request, cancellationToken) => ExportAsync(request.Caller, cancellationToken));
        map.Command(
            new CommandDefinition("data delete", "Erase all that I keep about you") { Examples = ["data delete"] },
            (request, _) => Task.FromResult<Answer>(Confirm(request.Caller)));
        map.Action(Erase, EraseAsync);
        map.Action(Keep, (_, _) => Task.FromResult<Answer>(Reply.Say("Nothing was deleted.").AsUpdate()));
    }

    private async Task<Answer> ExportAsync(Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var export = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var section in data)
        {
            export.Add(section.Section, await section.ExportAsync(caller.Person.Id, cancellationToken));
        }

        // The document is a tree of dictionaries, lists and plain values, so the serializer needs no types of ours.
        var content = JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["exported"] = InstantPattern.General.Format(now),
                ["data"] = export,
            },
            Readable);
        var day = LocalDatePattern.Iso.Format(now.InZone(caller.Zone).Date);
        return Reply.Of(
            new Paragraph($"This is all that I keep about you: {string.Join(", ", export.Keys)}. A draft or a form that you leave unfinished goes by itself after {Retention.UnfinishedDays} days."),
            new FileBlock($"mentorbot-{day}.json", "application/json", content));
    }

    private static Reply Confirm(Caller caller) => Reply.Of(
        new Paragraph(Line.Bold("This erases all that I keep about you, at once and for good:") + " drafts, what you filled in, your own checklists, your notes in shared ones, your plans and the evidence for their steps, what you scored, your hours and absences, all that comes to you by itself and what came, your role here."),
        new Paragraph(StaysBehind),
        new Buttons([
            new Button("Erase my data", Erase.Token(caller.Person.Id.Value), ButtonStyle.Danger),
            new Button("Keep it", Keep.Token()),
        ]));

    private async Task<Answer> EraseAsync(ActionRequest request, long person, CancellationToken cancellationToken)
    {
        var own = request.Caller.Person.Id;
        if (own.Value != person)
        {
            return Reply.Say((Line)"That button was made for somebody else. Yours comes with " + Line.Code($"{CommandDefinition.Root} data delete") + ".");
        }

        await erasure.EraseAsync(own, clock.GetCurrentInstant(), cancellationToken);
        people.Forget(own);
        return Reply.Of(new Paragraph("Done. I keep nothing about you any more. " + StaysBehind)).AsUpdate();
    }
}
