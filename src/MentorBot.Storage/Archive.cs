using System.Text.Json;
using System.Text.Json.Serialization;

namespace MentorBot.Storage;

/// <summary>The first line of an archive.</summary>
/// <param name="Schema">The version of the tables that the rows were in.</param>
internal sealed record ArchiveHeader(int Schema, string CreatedAt)
{
    public const string Mark = "MentorBot backup 1";

    public string Format { get; init; } = Mark;
}

/// <summary>The line before the rows of a table.</summary>
internal sealed record ArchivedTable(string Table, string[] Columns);

/// <summary>The last line of an archive: how many rows each table must have had.</summary>
internal sealed record ArchiveFooter(Dictionary<string, long> Rows);

/// <summary>One row; each value is a number, a text, a truth value or null.</summary>
internal readonly record struct ArchivedRow(ArchivedTable Table, object?[] Values);

/// <summary>The lines of an archive: gzip over one JSON value a line, a header, tables with their rows, a footer.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ArchiveHeader))]
[JsonSerializable(typeof(ArchivedTable))]
[JsonSerializable(typeof(ArchiveFooter))]
[JsonSerializable(typeof(JsonElement[]))]
internal sealed partial class ArchiveLines : JsonSerializerContext;
