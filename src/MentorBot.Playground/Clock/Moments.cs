namespace MentorBot.Playground.Clock;

/// <summary>
/// Lets what a person does happen at one time of the clock: the clock leaps only while nothing is being done. Otherwise what
/// somebody asked for an hour from now could be overtaken by a leap of a day, and would be late before it was written down.
/// </summary>
internal sealed class Moments : IDisposable
{
    /// <summary>How many things may be done at once.</summary>
    private const int Most = 64;

    private readonly SemaphoreSlim _free = new(Most, Most);

    /// <summary>Keeps the clock from leaping until what is returned is disposed of.</summary>
    public Task<IDisposable> StayAsync(CancellationToken cancellationToken) => TakeAsync(1, cancellationToken);

    /// <summary>Waits until nothing is being done, and lets nothing begin until what is returned is disposed of.</summary>
    public Task<IDisposable> LeapAsync(CancellationToken cancellationToken) => TakeAsync(Most, cancellationToken);

    public void Dispose() => _free.Dispose();

    private async Task<IDisposable> TakeAsync(int count, CancellationToken cancellationToken)
    {
        var taken = 0;
        try
        {
            for (; taken < count; taken++)
            {
                await _free.WaitAsync(cancellationToken);
            }
        }
        catch
        {
            Release(taken);
            throw;
        }

        return new Stay(() => Release(count));
    }

    private void Release(int count)
    {
        if (count > 0)
        {
            _free.Release(count);
        }
    }

    private sealed class Stay(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
