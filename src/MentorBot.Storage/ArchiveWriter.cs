using System.Data.Common;
using System.IO.Compression;
using System.Text.Json;

namespace MentorBot.Storage;

/// <summary>Writes an archive, line by line; it leaves the target open.</summary>
internal sealed class ArchiveWriter : IAsyncDisposable
{
    private readonly GZipStream _stream;
    private readonly Utf8JsonWriter _json;
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    private ArchiveWriter(Stream target)
    {
        _stream = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true);
        _json = new Utf8JsonWriter(_stream);
    }

    public static async Task<ArchiveWriter> StartAsync(Stream target, ArchiveHeader header, CancellationToken cancellationToken)
    {
        var writer = new ArchiveWriter(target);
        JsonSerializer.Serialize(writer._json, header, ArchiveLines.Default.ArchiveHeader);
        await writer.EndLineAsync(cancellationToken);
        return writer;
    }

    public async Task WriteAsync(string table, DbDataReader rows, CancellationToken cancellationToken)
    {
        string[] columns = [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)];
        // SQLite gives truth values back as numbers; the column still says what they are.
        bool[] truths = [.. Enumerable.Range(0, rows.FieldCount).Select(column => rows.GetDataTypeName(column).Equals("boolean", StringComparison.OrdinalIgnoreCase))];
        JsonSerializer.Serialize(_json, new ArchivedTable(table, columns), ArchiveLines.Default.ArchivedTable);
        await EndLineAsync(cancellationToken);

        _counts[table] = 0;
        while (await rows.ReadAsync(cancellationToken))
        {
            _json.WriteStartArray();
            for (var column = 0; column < columns.Length; column++)
            {
                WriteValue(rows, column, truths[column]);
            }

            _json.WriteEndArray();
            await EndLineAsync(cancellationToken);
            _counts[table]++;
        }
    }

    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        JsonSerializer.Serialize(_json, new ArchiveFooter(_counts), ArchiveLines.Default.ArchiveFooter);
        await EndLineAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _json.DisposeAsync();
        await _stream.DisposeAsync();
    }

    private void WriteValue(DbDataReader rows, int column, bool isTruth)
    {
        if (rows.IsDBNull(column))
        {
            _json.WriteNullValue();
        }
        else if (isTruth)
        {
            _json.WriteBooleanValue(rows.GetBoolean(column));
        }
        else if (rows.GetFieldType(column) == typeof(string))
        {
            _json.WriteStringValue(rows.GetString(column));
        }
        else
        {
            _json.WriteNumberValue(rows.GetInt64(column));
        }
    }

    private async Task EndLineAsync(CancellationToken cancellationToken)
    {
        await _json.FlushAsync(cancellationToken);
        _stream.WriteByte((byte)'\n');
        _json.Reset();
    }
}
