using MentorBot.Core.Features.Checklists;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>A row of <c>checklist_runs</c>.</summary>
internal sealed record ChecklistRunRow
{
    public long Id { get; init; }

    public PersonId? StartedBy { get; init; }

    public string Platform { get; init; } = "";

    public string Workspace { get; init; } = "";

    public string Channel { get; init; } = "";

    public bool IsDirect { get; init; }

    public bool IsShared { get; init; }

    public string ItemId { get; init; } = "";

    public string Title { get; init; } = "";

    public Instant StartedAt { get; init; }

    public Instant? ClosedAt { get; init; }

    public ChecklistRun ToRun(IEnumerable<ChecklistItemRow> items, Dictionary<PersonId, Person> people) => new(
        Id,
        new Place(new Workspace(Platform, Workspace), Channel, IsDirect),
        IsShared,
        StartedBy is { } by ? people.GetValueOrDefault(by) : null,
        ItemId,
        Title,
        StartedAt,
        ClosedAt,
        [.. items.Select(item => item.ToItem(people))]);

    public Dictionary<string, object?> Show() => new(StringComparer.Ordinal)
    {
        ["kind"] = "run",
        ["run"] = Id,
        ["platform"] = Platform,
        ["workspace"] = Workspace,
        ["channel"] = Channel,
        ["shared"] = IsShared,
        ["item"] = ItemId,
        ["title"] = Title,
        ["startedAt"] = Export.Iso(StartedAt),
        ["closedAt"] = Export.Iso(ClosedAt),
    };
}

/// <summary>An open item with its run.</summary>
internal sealed record ItemToDoRow
{
    public long Id { get; init; }

    public string Title { get; init; } = "";

    public int Number { get; init; }

    public string Text { get; init; } = "";

    public LocalDate? Due { get; init; }
}

/// <summary>A row of <c>checklist_items</c>.</summary>
internal sealed record ChecklistItemRow
{
    public long RunId { get; init; }

    public int Number { get; init; }

    public string Text { get; init; } = "";

    public string Why { get; init; } = "";

    public Instant? DoneAt { get; init; }

    public PersonId? DoneBy { get; init; }

    public string? Note { get; init; }

    public PersonId? NotedBy { get; init; }

    public PersonId? AssignedTo { get; init; }

    public LocalDate? Due { get; init; }

    public int Revision { get; init; }

    public RunItem ToItem(Dictionary<PersonId, Person> people) => new(
        Number,
        Text,
        Why,
        DoneAt,
        DoneBy is { } by ? people.GetValueOrDefault(by) : null,
        Note,
        AssignedTo is { } to ? people.GetValueOrDefault(to) : null,
        Due)
    {
        NotedBy = NotedBy is { } author ? people.GetValueOrDefault(author) : null,
        Revision = Revision,
    };

    /// <summary>The item as one person is shown it: what others noted, and whether they ticked it or have it to do, is not theirs.</summary>
    public Dictionary<string, object?> ShowTo(PersonId person) => new(StringComparer.Ordinal)
    {
        ["kind"] = "item",
        ["run"] = RunId,
        ["number"] = Number,
        ["text"] = Text,
        ["note"] = NotedBy == person ? Note : null,
        ["ticked"] = DoneBy == person,
        ["tickedAt"] = DoneBy == person ? Export.Iso(DoneAt) : null,
        ["assigned"] = AssignedTo == person,
        ["due"] = Export.Iso(Due),
    };
}

/// <summary>An open run with its items counted.</summary>
internal sealed record ChecklistSummaryRow
{
    public long Id { get; init; }

    public string ItemId { get; init; } = "";

    public string Title { get; init; } = "";

    public bool IsShared { get; init; }

    public Instant StartedAt { get; init; }

    public int Done { get; init; }

    public int Total { get; init; }

    public RunSummary ToSummary() => new(Id, ItemId, Title, IsShared, StartedAt, Done, Total);
}
