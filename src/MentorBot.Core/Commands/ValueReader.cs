using System.Globalization;
using System.Text.RegularExpressions;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Core.Commands;

/// <summary>Reads one raw value of an option or a field; what can't be read gets a sentence that says what to write.</summary>
public sealed partial class ValueReader(PeopleDirectory people, IPersonalTime times, IClock clock)
{
    /// <summary>What ends a mention; some platforms put the name behind a bar.</summary>
    private const string Named = @"(?<id>[\w.-]{1,64})(\|[^>]*)?>";

    /// <summary>The value, or what is wrong with it: exactly one of the two is set.</summary>
    internal async Task<(object? Value, string? Problem)> ReadAsync(
        ValueKind kind,
        string raw,
        IReadOnlyList<Choice> choices,
        Caller caller,
        IReadOnlyDictionary<string, string> names,
        CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case ValueKind.Text:
                // In what is kept people are names; nobody reads their ids.
                var text = names.Count == 0 ? raw : AnyMention().Replace(raw, match => names.TryGetValue(match.Groups["id"].Value, out var called) ? $"@{called}" : match.Value);
                return text.Length <= Limits.FieldValue
                    ? (text, null)
                    : (null, $"This has {text.Length} characters; {Limits.FieldValue} is the most I can take.");

            case ValueKind.Choice:
                var chosen = choices.FirstOrDefault(choice => Same(choice.Value, raw)) ?? choices.FirstOrDefault(choice => Same(choice.Label, raw));
                return chosen is null
                    ? (null, $"Choose one of: {string.Join(", ", choices.Select(choice => choice.Value))}.")
                    : (chosen.Value, null);

            case ValueKind.Number:
                return decimal.TryParse(raw.Trim(), NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
                    ? (number, null)
                    : (null, "Write a number, such as 3 or 2.5.");

            case ValueKind.Date:
                return Of(WrittenDates.ReadDate(SlashedDates.Settle(raw, caller), await TodayOfAsync(caller, cancellationToken)));

            case ValueKind.Time:
                return WrittenDates.ReadTime(raw) is { } time ? (time, null) : (null, WrittenDates.TimeHelp);

            case ValueKind.Channel:
                return ChannelMention().Match(raw) is { Success: true } channel
                    ? (channel.Groups["id"].Value, null)
                    : (null, "Name a channel, such as #general.");

            case ValueKind.Person:
                if (IsMe().IsMatch(raw))
                {
                    return (caller.Person, null);
                }

                if (PersonMention().Match(raw) is not { Success: true } mention)
                {
                    return (null, "Name a person with @, such as @ana.");
                }

                // Only people whom the platform names as its workspace does, or whom we know: anybody can type an id.
                var userId = mention.Groups["id"].Value;
                var identity = new Identity(caller.Workspace, userId);
                var person = names.TryGetValue(userId, out var name) && !caller.IsOutside
                    ? await people.RecogniseAsync(identity, name, cancellationToken)
                    : await people.FindAsync(identity, cancellationToken);
                return person is null ? (null, "I don't know anybody called that here. Name a person with @, such as @ana.") : (person, null);

            default:
                throw new InvalidOperationException($"Nothing reads a value of kind {kind}.");
        }
    }

    /// <summary>A day of somebody who looks back, or what is wrong with it.</summary>
    internal async Task<(object? Value, string? Problem)> ReadPastDateAsync(string raw, Caller caller, CancellationToken cancellationToken)
    {
        var today = await TodayOfAsync(caller, cancellationToken);
        var date = WrittenDates.ReadPastDate(SlashedDates.Settle(raw, caller), today);
        return date > today ? (null, "That day is still to come. Write the day on which it was, such as yesterday or 3 March.") : Of(date);
    }

    /// <summary>The day where somebody is: in the zone that they chose here, else in the one that their platform tells.</summary>
    internal async Task<LocalDate> TodayOfAsync(Caller caller, CancellationToken cancellationToken)
    {
        var zone = (await times.OfAsync(caller.Person.Id, cancellationToken)).Zone ?? caller.Zone;
        return clock.GetCurrentInstant().InZone(zone).Date;
    }

    private static (object? Value, string? Problem) Of(LocalDate? date) => date is { } day ? (day, null) : (null, WrittenDates.DateHelp);

    /// <summary>A read value in the form in which a field carries it.</summary>
    internal static string Write(object value) => value switch
    {
        Person person => person.Identity.UserId,
        LocalDate date => LocalDatePattern.Iso.Format(date),
        LocalTime time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    internal static ValueKind KindOf(FormField field) => field switch
    {
        TextField or LongTextField => ValueKind.Text,
        ChoiceField => ValueKind.Choice,
        NumberField => ValueKind.Number,
        DateField => ValueKind.Date,
        TimeField => ValueKind.Time,
        PersonField => ValueKind.Person,
        ChannelField => ValueKind.Channel,
        _ => throw new InvalidOperationException($"Nothing reads a field of type {field.GetType().Name}."),
    };

    private static bool Same(string one, string other) => string.Equals(one, other.Trim(), StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\s*<@!?" + Named + @"\s*$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex PersonMention();

    [GeneratedRegex("<@!?" + Named, RegexOptions.ExplicitCapture, 100)]
    private static partial Regex AnyMention();

    // A form puts its mark around what was typed.
    [GeneratedRegex(@"^\s*(me|<@!?me>)\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 100)]
    private static partial Regex IsMe();

    [GeneratedRegex(@"^\s*<#" + Named + @"\s*$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex ChannelMention();
}
