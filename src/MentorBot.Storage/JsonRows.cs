using System.Text.Json;
using System.Text.Json.Serialization;

namespace MentorBot.Storage;

/// <summary>Writes rows as the JSON that <see cref="IEngine.Rows"/> reads, each property as a column.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IEnumerable<LaneJson>))]
[JsonSerializable(typeof(IEnumerable<EntryJson>))]
[JsonSerializable(typeof(IEnumerable<ScheduleStepJson>))]
[JsonSerializable(typeof(IEnumerable<EntryStepJson>))]
[JsonSerializable(typeof(IEnumerable<MoveJson>))]
internal sealed partial class JsonRows : JsonSerializerContext
{
    public static string Write(IEnumerable<LaneJson> rows) => JsonSerializer.Serialize(rows, Default.IEnumerableLaneJson);

    public static string Write(IEnumerable<EntryJson> rows) => JsonSerializer.Serialize(rows, Default.IEnumerableEntryJson);

    public static string Write(IEnumerable<ScheduleStepJson> rows) => JsonSerializer.Serialize(rows, Default.IEnumerableScheduleStepJson);

    public static string Write(IEnumerable<EntryStepJson> rows) => JsonSerializer.Serialize(rows, Default.IEnumerableEntryStepJson);

    public static string Write(IEnumerable<MoveJson> rows) => JsonSerializer.Serialize(rows, Default.IEnumerableMoveJson);

    /// <summary>A reason may hold what a platform answered, so it is cut and freed of what no column takes.</summary>
    public static string Reason(string reason) => Core.Messages.Limits.Shorten(reason.Replace('\0', ' '), 500);
}

internal sealed record LaneJson(string Platform, string Workspace);

/// <summary>An entry that a tick makes; what is not here comes from its schedule.</summary>
internal sealed record EntryJson(long ScheduleId, string OccurrenceDate, string Status, string OnDate, long DueAt, long NotBefore, long ExpiresAt, int IsLate, string Reason);

internal sealed record ScheduleStepJson(long Id, string? NextDate, long? NextDueAt, string? LastDate);

internal sealed record EntryStepJson(
    long Id, string Status, string OnDate, long DueAt, long NotBefore, long? HeldUntil, long ExpiresAt, int IsLate, string Reason, string? SlotDate, string? Failure, int AsksToEase);

/// <summary>A move of an entry; each kind of move fills what it needs.</summary>
internal sealed record MoveJson(long Id)
{
    public string? Status { get; init; }

    public string? Reason { get; init; }

    public long? At { get; init; }

    public string? Text { get; init; }

    public long? Other { get; init; }

    public int Count { get; init; }
}
