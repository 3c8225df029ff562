using MentorBot.Core.Commands;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>What platforms delivered, in SQL.</summary>
internal sealed class Receipts(Database database) : IReceipts
{
    public Task<bool> TryTakeAsync(string key, Instant now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session => await session.ExecuteAsync(
                "INSERT INTO receipts (key, taken_at) VALUES (@key, @now) ON CONFLICT (key) DO NOTHING", new { key, now }) == 1,
            cancellationToken);

    public Task<int> DeleteAsync(Instant before, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync("DELETE FROM receipts WHERE taken_at < @before", new { before }), cancellationToken);
}
