using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MentorBot.Core.Commands;

/// <summary>Counts what the bot was asked and how long it took; the names are listed in the README.</summary>
public sealed class MentorMetrics : IDisposable
{
    public const string MeterName = "MentorBot";

    private readonly TimeProvider _time;
    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;

    public MentorMetrics(IMeterFactory factory, TimeProvider time)
    {
        _time = time;
        _meter = factory.Create(MeterName);
        _requests = _meter.CreateCounter<long>("mentorbot.requests", "{request}", "Commands, presses and forms handled.");
        _duration = _meter.CreateHistogram<double>("mentorbot.request.duration", "ms", "From receipt to the answer, without sending it.");
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>Begins to time a request, which is counted when it is disposed of.</summary>
    internal Handling Begin(string platform) => new(this, _time, platform);

    internal void Count(Handling handled)
    {
        // The name is a command's or a token's, which is one of a few: never an argument.
        var tags = new TagList { { "platform", handled.Platform }, { "what", handled.Name }, { "outcome", handled.Outcome } };
        _requests.Add(1, tags);
        _duration.Record(handled.Took.TotalMilliseconds, tags);
    }
}
