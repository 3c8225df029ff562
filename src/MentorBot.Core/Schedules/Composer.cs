using System.Collections.Immutable;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Schedules;

/// <summary>Has each feature compose its part of what goes out, and puts the parts together.</summary>
public sealed class Composer(IEnumerable<IScheduledFeature> features)
{
    private static readonly ContextLine Late = new("This comes late: I wasn't running when it was due.");

    private readonly Dictionary<string, IScheduledFeature> _features = features.ToDictionary(feature => feature.Name, StringComparer.Ordinal);

    /// <summary>Null where no part of the bot answers for it any more.</summary>
    internal IScheduledFeature? FeatureOf(Schedule schedule) => _features.GetValueOrDefault(schedule.Feature);

    /// <summary>What the feature has to say, marked late where it is.</summary>
    internal async Task<Composition> ComposeAsync(ClaimedEntry claimed, CancellationToken cancellationToken)
    {
        if (FeatureOf(claimed.Schedule) is not { } feature)
        {
            return new NothingToSend(OutboxReasons.NoFeature);
        }

        var composed = await feature.ComposeAsync(new ComposeRequest(claimed.Entry, claimed.Schedule, claimed.AsksToEase), cancellationToken);
        return composed is ComposedMessage message && claimed.Entry.IsLate
            ? message with { Blocks = message.Blocks.Add(Late), Brief = message.Brief?.Add(Late) }
            : composed;
    }

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
