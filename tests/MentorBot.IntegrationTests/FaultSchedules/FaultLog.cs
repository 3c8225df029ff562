using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MentorBot.IntegrationTests.FaultSchedules;

/// <summary>What the bot said of itself, for the message of a failure.</summary>
internal sealed class FaultLog(TimeProvider time) : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public void Note(string line) => _lines.Enqueue($"{time.GetUtcNow():mm:ss.f} {line}");

    public override string ToString() => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Note($"  {logLevel}: {formatter(state, exception)} {exception?.GetType().Name} {exception?.Message}");

    public void Dispose()
    {
        // Nothing is open.
    }
}
