using MentorBot.Core.Messages;
using MentorBot.Core.Schedules;

namespace MentorBot.Core.Features.Time;

/// <summary>What comes to somebody by itself, and what each of it is called.</summary>
internal sealed class ComingNudges(IEnumerable<IScheduledFeature> features)
{
    private readonly Dictionary<string, IScheduledFeature> _features = features.ToDictionary(feature => feature.Name, StringComparer.Ordinal);

    /// <summary>What people call a schedule.</summary>
    public async Task<string> NameOfAsync(Schedule schedule, CancellationToken cancellationToken) =>
        _features.TryGetValue(schedule.Feature, out var feature) ? await feature.TitleOfAsync(schedule, cancellationToken) : schedule.Kind;

    /// <summary>The next occurrences of some schedules; nothing where none is to come.</summary>
    /// <param name="names">What is known already of what the schedules are called; what is missing is added.</param>
    public async Task<Block> NextAsync(IReadOnlyList<Schedule> running, WorkingTime time, int count, Dictionary<long, string> names, CancellationToken cancellationToken)
    {
        var next = running
            .SelectMany(schedule => Outlook.Next(schedule, time, count))
            .OrderBy(one => one.At ?? one.Schedule.When.At(one.On ?? one.Date))
            .Take(count)
            .ToList();
        if (next.Count == 0)
        {
            return new Paragraph("Nothing is planned to come to you by itself.");
        }

        foreach (var one in next.Where(one => !names.ContainsKey(one.Schedule.Id)).DistinctBy(one => one.Schedule.Id))
        {
            names[one.Schedule.Id] = await NameOfAsync(one.Schedule, cancellationToken);
        }

        // What comes at once comes in one message.
        var together = next.Where(one => one.At is not null).GroupBy(one => one.At).Where(group => group.Skip(1).Any()).Select(group => group.Key).ToHashSet();
        return new ItemList([.. next.Select(one => OccurrenceWords.Expected(one, names[one.Schedule.Id], time.Zone, together.Contains(one.At)))]);
    }
}
