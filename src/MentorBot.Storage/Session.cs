using System.Data.Common;
using Dapper;

namespace MentorBot.Storage;

/// <summary>A connection in use, with the transaction and the token that each of its statements needs.</summary>
internal sealed class Session(DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken)
{
    public CancellationToken CancellationToken => cancellationToken;

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? values = null) =>
        (await connection.QueryAsync<T>(Define(sql, values))).AsList();

    public Task<T?> FirstAsync<T>(string sql, object? values = null) =>
        connection.QueryFirstOrDefaultAsync<T>(Define(sql, values));

    /// <summary>The number of rows changed.</summary>
    public Task<int> ExecuteAsync(string sql, object? values = null) => connection.ExecuteAsync(Define(sql, values));

    /// <summary>A bare command, for tables that are known only by name.</summary>
    public DbCommand CreateCommand(string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }

    private CommandDefinition Define(string sql, object? values) =>
        new(sql, values, transaction, cancellationToken: cancellationToken);
}
