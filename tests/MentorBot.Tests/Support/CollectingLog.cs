using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MentorBot.Tests.Support;

/// <summary>One thing that was logged, with all that went into it.</summary>
internal sealed record LogLine(LogLevel Level, string Message, string Parameters, Exception? Exception)
{
    public override string ToString() => $"{Level} {Message} {Parameters} {Exception}";
}

/// <summary>Keeps what is logged.</summary>
internal sealed class CollectingLog : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();
    private readonly ConcurrentQueue<LogLine> _errors = new();

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    public IReadOnlyList<LogLine> Errors => [.. _errors];

    public ILogger CreateLogger(string categoryName) => new Logger<CollectingLog>(this);

    public ILogger<T> For<T>() => new Logger<T>(this);

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Logger<T>(CollectingLog log) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var parameters = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join("; ", pairs.Select(pair => $"{pair.Key}={pair.Value}")) : string.Empty;
            var line = new LogLine(logLevel, formatter(state, exception), parameters, exception);
            log._lines.Enqueue(line);
            if (logLevel >= LogLevel.Error)
            {
                log._errors.Enqueue(line);
            }
        }
    }
}
