namespace MentorBot.Simulators.Loopback;

/// <summary>How long answers took, in buckets of two per cent, so that millions of them need no more room than one.</summary>
public sealed class Latency
{
    private const double Step = 1.02;
    private static readonly double Log = Math.Log(Step);

    private readonly long[] _buckets = new long[1_000];
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    /// <summary>The time that this share of the answers kept.</summary>
    /// <param name="percent">99 is p99.</param>
    public TimeSpan Percentile(double percent)
    {
        var wanted = (long)Math.Ceiling(Count * percent / 100);
        long seen = 0;
        for (var at = 0; at < _buckets.Length; at++)
        {
            seen += Interlocked.Read(ref _buckets[at]);
            if (seen >= wanted && seen > 0)
            {
                return TimeSpan.FromMicroseconds(Math.Pow(Step, at + 1));
            }
        }

        return TimeSpan.Zero;
    }

    public void Clear()
    {
        Array.Clear(_buckets);
        Interlocked.Exchange(ref _count, 0);
    }

    internal void Add(TimeSpan took)
    {
        var at = (int)(Math.Log(Math.Max(1, took.TotalMicroseconds)) / Log);
        Interlocked.Increment(ref _buckets[Math.Min(at, _buckets.Length - 1)]);
        Interlocked.Increment(ref _count);
    }
}
