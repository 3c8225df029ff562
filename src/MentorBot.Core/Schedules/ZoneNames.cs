using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using NodaTime;
using NodaTime.TimeZones;

namespace MentorBot.Core.Schedules;

/// <summary>
/// Finds time zones by what people type for them: a city, a country, a region, an abbreviation, an offset, or nearly one of these.
/// Whatever is typed, there is an answer and never an error.
/// </summary>
public static partial class ZoneNames
{
    private const string Utc = "Etc/UTC";

    private static readonly TzdbDateTimeZoneSource Source = TzdbDateTimeZoneSource.Default;

    private static readonly ImmutableArray<Place> Places = ReadPlaces();

    private static readonly Dictionary<string, string> Ids = ReadIds();

    /// <summary>How well a place fits, the best first.</summary>
    private enum Fit
    {
        Name,
        Abbreviation,
        Country,
        NameBegins,
        CountryBegins,
        Words,
        NearName,
        NearCountry,
        None,
    }

    /// <summary>The zones that a text may mean, the best first, each with its offset now; the best known ones for an empty text.</summary>
    public static IReadOnlyList<Choice> Complete(string typed, Instant now)
    {
        var found = OffsetIn(typed) is { } offset
            ? Places.Where(place => place.Zone.GetUtcOffset(now) == offset).OrderBy(place => place.Rank)
            : Ranked(Normalise(typed), now);
        return [.. found.DistinctBy(place => place.Id).Take(Limits.SelectOptions).Select(place => new Choice(Label(place, now), place.Id))];
    }

    /// <summary>The zone that a text names beyond doubt, by its id or by its city; null where a person has to choose.</summary>
    public static DateTimeZone? Find(string typed)
    {
        var text = Normalise(typed);
        if (Ids.TryGetValue(text, out var id))
        {
            return DateTimeZoneProviders.Tzdb[id];
        }

        var named = Places.Where(place => place.Names.Contains(text)).ToList();
        return named.Count == 1 ? named[0].Zone : null;
    }

    private static IEnumerable<Place> Ranked(string text, Instant now)
    {
        if (text.Length == 0)
        {
            return Places.OrderBy(place => place.Rank);
        }

        var direct = Ids.GetValueOrDefault(text);
        return Places
            .Select(place => (Place: place, Fit: place.Id == direct ? Fit.Name : FitOf(place, text, now)))
            .Where(pair => pair.Fit != Fit.None)
            .OrderBy(pair => pair.Fit)
            .ThenBy(pair => pair.Fit == Fit.NearName ? Mistakes(pair.Place, text) : 0)
            .ThenBy(pair => pair.Place.Rank)
            .Select(pair => pair.Place);
    }

    private static Fit FitOf(Place place, string text, Instant now) =>
        place.Names.Contains(text) ? Fit.Name
        : text.Length is >= 2 and <= 5 && Abbreviations(place.Zone, now).Contains(text, StringComparer.OrdinalIgnoreCase) ? Fit.Abbreviation
        : place.Countries.Contains(text) ? Fit.Country
        : place.Names.Any(name => name.StartsWith(text, StringComparison.Ordinal)) ? Fit.NameBegins
        : place.Countries.Any(name => name.StartsWith(text, StringComparison.Ordinal)) ? Fit.CountryBegins
        : text.Split(' ').All(word => place.Words.Any(other => other.StartsWith(word, StringComparison.Ordinal))) ? Fit.Words
        : text.Length >= 4 && place.Names.Any(name => IsNear(name, text)) ? Fit.NearName
        : text.Length >= 4 && place.Countries.Any(name => IsNear(name, text)) ? Fit.NearCountry
        : Fit.None;

    // Two mistakes in a short name make another name of it, so a city has to be as close as a word of the search.
    private static bool IsNear(string name, string text) =>
        Math.Abs(name.Length - text.Length) <= 2 && Spelling.Distance(text, name) <= Math.Min(2, Spelling.Allowed(Math.Min(name.Length, text.Length)));

    private static int Mistakes(Place place, string text) => place.Names.Min(name => Spelling.Distance(text, name));

    private static IEnumerable<string> Abbreviations(DateTimeZone zone, Instant now) =>
        zone.GetZoneIntervals(now - Duration.FromDays(200), now + Duration.FromDays(200)).Select(interval => interval.Name);

    private static string Label(Place place, Instant now)
    {
        var offset = place.Zone.GetUtcOffset(now).ToString("+HH:mm", CultureInfo.InvariantCulture);
        return Limits.Shorten($"{place.City}{(place.Country.Length > 0 ? ", " + place.Country : string.Empty)}", Limits.ChoiceLabel - 12) + $" (UTC{offset})";
    }

    private static Offset? OffsetIn(string typed)
    {
        if (WrittenOffset().Match(typed.Trim()) is not { Success: true } match)
        {
            return null;
        }

        var hours = int.Parse(match.Groups["hours"].Value, CultureInfo.InvariantCulture);
        var minutes = match.Groups["minutes"].Success ? int.Parse(match.Groups["minutes"].Value, CultureInfo.InvariantCulture) : 0;
        var seconds = ((hours * 60) + minutes) * 60;
        return hours > 14 || minutes > 59 ? null : Offset.FromSeconds(match.Groups["sign"].Value == "+" ? seconds : -seconds);
    }

    /// <summary>Lower-case words without accents or signs, so that "São Paulo", "sao paulo" and "Sao_Paulo" are one.</summary>
    private static string Normalise(string text)
    {
        var words = new StringBuilder();
        foreach (var character in Limits.Shorten(text.Trim(), 60).Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(character))
            {
                words.Append(char.ToLowerInvariant(character));
            }
            else if (character is not ('\'' or '’' or '.') && CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark
                && words.Length > 0 && words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return words.ToString().TrimEnd();
    }

    private static ImmutableArray<Place> ReadPlaces()
    {
        // The ids of zone.tab are the ones that people know: it keeps Europe/Amsterdam, which tzdb itself folds into another.
        var located = Source.ZoneLocations!.GroupBy(location => location.ZoneId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var otherNames = Source.CanonicalIdMap
            .Where(pair => pair.Key != pair.Value && !located.ContainsKey(pair.Key))
            .Select(pair => (Id: pair.Value, Name: CityOf(pair.Key)))
            .Concat(CityNames.Others.SelectMany(pair => pair.Value.Split(", ").Select(name => (Id: pair.Key, Name: name))))
            .ToLookup(pair => pair.Id, pair => Normalise(pair.Name), StringComparer.Ordinal);

        var places = located.Select((pair, index) =>
        {
            var city = CityOf(pair.Key);
            var country = pair.Value[0].CountryName;
            var names = otherNames[pair.Key].Prepend(Normalise(city)).ToImmutableHashSet(StringComparer.Ordinal);
            string[] countries = [Normalise(country), .. CityNames.Countries.GetValueOrDefault(pair.Value[0].CountryCode, string.Empty).Split(", ", StringSplitOptions.RemoveEmptyEntries)];
            var texts = names.Concat(countries).Append(Normalise(pair.Key)).Concat(pair.Value.Select(location => Normalise(location.Comment)));
            var known = CityNames.BestKnown.IndexOf(pair.Key);
            return new Place(pair.Key, city, country, names, [.. countries], Words(texts), known < 0 ? CityNames.BestKnown.Length + index : known);
        });
        var utc = new Place(Utc, "UTC", string.Empty, ["utc", "zulu", "universal", "coordinated universal time"], [], ["utc"], CityNames.BestKnown.Length - 1);
        return [.. places.Append(utc)];
    }

    /// <summary>Every id that tzdb knows, and the one that is kept for it.</summary>
    private static Dictionary<string, string> ReadIds()
    {
        var kept = Places.Select(place => place.Id).ToHashSet(StringComparer.Ordinal);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, canonical) in Source.CanonicalIdMap)
        {
            // An id of one word, such as Japan or EST, is left to the names and abbreviations: EST is more than Panama.
            if (id.Contains('/', StringComparison.Ordinal))
            {
                ids.TryAdd(Normalise(id), kept.Contains(id) ? id : canonical);
            }
        }

        return ids;
    }

    private static string CityOf(string id) => id[(id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private static ImmutableHashSet<string> Words(IEnumerable<string> texts) =>
        [.. texts.SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    [GeneratedRegex(@"^(utc|gmt)?\s?(?<sign>[+-])(?<hours>\d{1,2})(:?(?<minutes>\d{2}))?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 100)]
    private static partial Regex WrittenOffset();

    /// <summary>A zone with all that it is known by.</summary>
    private sealed record Place(
        string Id,
        string City,
        string Country,
        ImmutableHashSet<string> Names,
        ImmutableHashSet<string> Countries,
        ImmutableHashSet<string> Words,
        int Rank)
    {
        public DateTimeZone Zone => DateTimeZoneProviders.Tzdb[Id];
    }
}
