using MentorBot.Storage;

namespace MentorBot.IntegrationTests.Storage;

/// <summary>The tables as the engine itself describes them, each column as <c>table.column</c>.</summary>
internal static class Schema
{
    public static Task<IReadOnlyList<string>> ColumnsAsync(Database database) => AskAsync(
        database,
        "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'",
        "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public'");

    /// <summary>The columns that refer to people.</summary>
    public static Task<IReadOnlyList<string>> PersonColumnsAsync(Database database) => AskAsync(
        database,
        """SELECT m.name || '.' || f."from" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f."table" = 'people'""",
        """
        SELECT k.table_name || '.' || k.column_name
        FROM information_schema.key_column_usage k
        JOIN information_schema.constraint_column_usage r ON r.constraint_name = k.constraint_name
        JOIN information_schema.table_constraints t ON t.constraint_name = k.constraint_name AND t.constraint_type = 'FOREIGN KEY'
        WHERE r.table_name = 'people'
        """);

    /// <summary>The columns that an index begins with.</summary>
    public static Task<IReadOnlyList<string>> IndexedColumnsAsync(Database database) => AskAsync(
        database,
        """
        SELECT m.name || '.' || c.name
        FROM sqlite_master m JOIN pragma_index_list(m.name) i JOIN pragma_index_info(i.name) c
        WHERE m.type = 'table' AND c.seqno = 0
        """,
        """
        SELECT c.relname || '.' || a.attname
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
        WHERE c.relnamespace = 'public'::regnamespace
        """);

    private static Task<IReadOnlyList<string>> AskAsync(Database database, string sqlite, string postgreSql) =>
        database.ReadAsync(
            session => session.ListAsync<string>(database.Engine is SqliteEngine ? sqlite : postgreSql),
            CancellationToken.None);
}
