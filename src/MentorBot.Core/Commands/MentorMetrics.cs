using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MentorBot.Core.Commands;

/// <summary>Counts what the bot was asked and how long it took; the names are listed in the README.</summary>
public sealed class MentorMetrics : IDisposable
{
    public const string MeterName = "MentorBot";

    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;

    public MentorMetrics(IMeterFactory factory)
    {
        _meter = factory.Create(MeterName);
        _requests = _meter.CreateCounter<long>("mentorbot.requests", "{request}", "Commands, presses and forms handled.");
        _duration = _meter.CreateHistogram<double>("mentorbot.request.duration", "ms", "From receipt to the answer, without sending it.");
    }

    /// <param name="what">The command's or the token's name, which is one of a few: never an argument.</param>
    public void Handled(string platform, string what, string outcome, TimeSpan took)
    {
        var tags = new TagList { { "platform", platform }, { "what", what }, { "outcome", outcome } };
        _requests.Add(1, tags);
        _duration.Record(took.TotalMilliseconds, tags);
    }

    public void Dispose() => _meter.Dispose();
}
