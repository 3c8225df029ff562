using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MentorBot.Storage;

/// <summary>Reads an archive for a database with these tables, and refuses whatever is not one from beginning to end.</summary>
internal sealed class ArchiveReader(int schema, IReadOnlyDictionary<string, string[]> tables)
{
    private const string Broken = "This is not a MentorBot backup, or not the whole of one; nothing has changed.";

    /// <summary>All rows; whoever has seen the last one knows that the archive is whole.</summary>
    /// <exception cref="StorageException">The archive is not one, not whole, or not of this version.</exception>
    public async IAsyncEnumerable<ArchivedRow> RowsAsync(Stream archive, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var unpacked = new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true);
        using var lines = new StreamReader(unpacked);
        CheckHeader(await ReadLineAsync(lines, cancellationToken));

        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        ArchivedTable? table = null;
        while (await ReadLineAsync(lines, cancellationToken) is { } line)
        {
            if (line.StartsWith('['))
            {
                if (table is null)
                {
                    throw new StorageException(Broken);
                }

                counts[table.Table]++;
                yield return new ArchivedRow(table, ReadRow(line, table));
            }
            else if (line.StartsWith("""{"table":""", StringComparison.Ordinal))
            {
                table = ReadTable(line);
                if (!counts.TryAdd(table.Table, 0))
                {
                    throw new StorageException(Broken);
                }
            }
            else
            {
                CheckFooter(line, counts);
                if (await ReadLineAsync(lines, cancellationToken) is not null)
                {
                    throw new StorageException(Broken);
                }

                yield break;
            }
        }

        throw new StorageException(Broken);
    }

    private static async Task<string?> ReadLineAsync(StreamReader lines, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.ReadLineAsync(cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new StorageException(Broken, exception);
        }
    }

    private void CheckHeader(string? line)
    {
        var header = line is null ? null : Read(line, ArchiveLines.Default.ArchiveHeader);
        if (header?.Format != ArchiveHeader.Mark)
        {
            throw new StorageException(Broken);
        }

        if (header.Schema != schema)
        {
            throw new StorageException(
                $"The backup has version {header.Schema} of the tables and this MentorBot has {schema}; nothing has changed. Restore it with the MentorBot that wrote it, then update.");
        }
    }

    // A table's and columns' names go into SQL, so only those pass that the database has.
    private ArchivedTable ReadTable(string line)
    {
        var table = Read(line, ArchiveLines.Default.ArchivedTable);
        return tables.TryGetValue(table.Table, out var columns) && columns.Order(StringComparer.Ordinal).SequenceEqual(table.Columns.Order(StringComparer.Ordinal), StringComparer.Ordinal)
            ? table
            : throw new StorageException(Broken);
    }

    private static object?[] ReadRow(string line, ArchivedTable table)
    {
        object?[] values = [.. Read(line, ArchiveLines.Default.JsonElementArray).Select(ReadValue)];
        return values.Length == table.Columns.Length ? values : throw new StorageException(Broken);
    }

    private static object? ReadValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        _ => throw new StorageException(Broken),
    };

    private void CheckFooter(string line, Dictionary<string, long> counts)
    {
        var promised = Read(line, ArchiveLines.Default.ArchiveFooter).Rows;
        if (tables.Keys.Any(table => !counts.TryGetValue(table, out var count) || !promised.TryGetValue(table, out var due) || count != due))
        {
            throw new StorageException(Broken);
        }
    }

    private static T Read<T>(string line, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(line, type) ?? throw new StorageException(Broken);
        }
        catch (JsonException exception)
        {
            throw new StorageException(Broken, exception);
        }
    }
}
