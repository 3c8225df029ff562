using System.Collections.Immutable;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Schedules;

/// <summary>Has each feature compose its part of what goes out, and puts the parts together.</summary>
public sealed class Composer(IEnumerable<IScheduledFeature> features)
{
    private readonly Dictionary<string, IScheduledFeature> _features = features.ToDictionary(feature => feature.Name, StringComparer.Ordinal);

    /// <summary>Null where no part of the bot answers for it any more.</summary>
    internal IScheduledFeature? FeatureOf(Schedule schedule) => _features.GetValueOrDefault(schedule.Feature);

    internal async Task<Composition> ComposeAsync(ClaimedEntry claimed, CancellationToken cancellationToken) =>
        FeatureOf(claimed.Schedule) is { } feature
            ? await feature.ComposeAsync(new ComposeRequest(claimed.Entry, claimed.Schedule, claimed.AsksToEase), cancellationToken)
            : new NothingToSend(OutboxReasons.NoFeature);

    /// <summary>The one message, or the digest of several.</summary>
    internal static ImmutableArray<Block> Together(IReadOnlyList<ComposedMessage> messages)
    {
        if (messages is [var only])
        {
            return only.Blocks;
        }

        var blocks = ImmutableArray.CreateBuilder<Block>();
        foreach (var message in messages)
        {
            if (blocks.Count > 0)
            {
                blocks.Add(new Divider());
            }

            blocks.AddRange(message.Brief ?? message.Blocks);
        }

        return blocks.ToImmutable();
    }
}
