using System.Collections.Immutable;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Commands;

/// <summary>Checked values by name: the options of a command or the fields of a form.</summary>
public sealed class Values(IReadOnlyDictionary<string, object> values)
{
    public static Values None { get; } = new(ImmutableDictionary<string, object>.Empty);

    /// <summary>The text, the choice's value, or the channel's id; null where nothing was given.</summary>
    public string? Text(string name) => (string?)Get(name);

    public decimal? Number(string name) => (decimal?)Get(name);

    public Person? Person(string name) => (Person?)Get(name);

    public LocalDate? Date(string name) => (LocalDate?)Get(name);

    public LocalTime? Time(string name) => (LocalTime?)Get(name);

    private object? Get(string name) => values.GetValueOrDefault(name);
}
