namespace MentorBot.Storage;

/// <summary>The engines that keep the bot's data.</summary>
public enum StorageProvider
{
    Sqlite,
    PostgreSql,
}

/// <summary>Where the bot's data is kept: the section <c>Storage</c> of the configuration.</summary>
public sealed record StorageOptions
{
    public StorageProvider Provider { get; init; } = StorageProvider.Sqlite;

    public string ConnectionString { get; init; } = "Data Source=mentorbot.db";
}

/// <summary>Something about the stored data that the operator has to put right; the message says what.</summary>
public sealed class StorageException(string message, Exception? cause = null) : Exception(message, cause);
