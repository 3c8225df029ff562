using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MentorBot.Core.Platforms;
using Npgsql;

namespace MentorBot.Storage;

/// <summary>
/// Sole tasks by a lock that a session holds, on a connection of its own: it ends with the process at the latest, so that another
/// node has the task within seconds.
/// </summary>
/// <remarks>
/// The connection has to be a direct one. Behind a pooler that shares sessions between clients, such as PgBouncer by transaction,
/// the lock would be whose session it happens to be; the watch then finds it missing, and the task is lost again and again.
/// </remarks>
internal sealed class PostgreSqlSoleTasks(string connectionString) : ISoleTasks
{
    // A node that says nothing for so long is cut off, or asleep: the server ends its session, and with it the lock. It has to be longer
    // than the watch takes to find out, so that a node gives a task up before another gets it. Servers before 14 don't know the
    // setting; there the connection's end has to be noticed by the network.
    private const string EndSilence = "SELECT set_config(name, '8000', false) FROM pg_settings WHERE name = 'idle_session_timeout'";

    private readonly string _connectionString = StorageSetup.Parse(() => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        Enlist = false,
        CommandTimeout = (int)PostgreSqlSoleTask.Patience.TotalSeconds,
        // A server that does not answer takes no cancellation either.
        CancellationTimeout = -1,
    }).ToString();

    public async Task<ISoleTask?> TryTakeAsync(string name, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using (var settings = new NpgsqlCommand(EndSilence, connection))
            {
                await settings.ExecuteNonQueryAsync(cancellationToken);
            }

            await using var take = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = KeyOf(name) } } };
            if (await take.ExecuteScalarAsync(cancellationToken) is true)
            {
                return new PostgreSqlSoleTask(connection);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    private static long KeyOf(string name) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("mentor:" + name)));
}
