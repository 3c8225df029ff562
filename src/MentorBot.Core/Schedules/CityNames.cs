using System.Collections.Frozen;
using System.Collections.Immutable;

namespace MentorBot.Core.Schedules;

/// <summary>What people call zones and countries that tzdb names otherwise, in lower case without accents.</summary>
internal static class CityNames
{
    /// <summary>The zones that most people are in, which come first among equals.</summary>
    public static readonly ImmutableArray<string> BestKnown =
    [
        "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Lisbon", "America/New_York", "America/Chicago",
        "America/Denver", "America/Los_Angeles", "America/Toronto", "America/Sao_Paulo", "America/Mexico_City", "America/Argentina/Buenos_Aires",
        "Europe/Kyiv", "Europe/Istanbul", "Africa/Cairo", "Africa/Lagos", "Africa/Johannesburg", "Asia/Dubai", "Asia/Kolkata",
        "Asia/Shanghai", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney", "Etc/UTC",
    ];

    /// <summary>Large cities and common words by the zone that they are in.</summary>
    public static readonly FrozenDictionary<string, string> Others = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Europe/Berlin"] = "munich, muenchen, hamburg, cologne, koeln, frankfurt, stuttgart, dusseldorf, leipzig, dresden",
        ["Europe/London"] = "manchester, birmingham, edinburgh, glasgow, cardiff, leeds, bristol, liverpool, cambridge, oxford",
        ["Europe/Madrid"] = "barcelona, valencia, sevilla, seville, bilbao, malaga",
        ["Europe/Paris"] = "lyon, marseille, toulouse, lille, nantes, bordeaux, strasbourg, nice",
        ["Europe/Rome"] = "milan, milano, naples, turin, florence",
        ["Europe/Zurich"] = "geneva, basel, bern, lausanne",
        ["Europe/Lisbon"] = "porto, lisboa",
        ["Europe/Warsaw"] = "krakow, wroclaw, gdansk, poznan, lodz",
        ["Europe/Amsterdam"] = "rotterdam, the hague, eindhoven, utrecht",
        ["Europe/Kyiv"] = "lviv, kharkiv, odesa",
        ["Europe/Bucharest"] = "cluj, timisoara, iasi",
        ["Europe/Stockholm"] = "gothenburg, malmo",
        ["Europe/Moscow"] = "saint petersburg, st petersburg",
        ["Europe/Dublin"] = "cork, galway",
        ["Europe/Istanbul"] = "ankara, izmir",
        ["America/New_York"] = "et, eastern time, boston, washington, washington dc, miami, atlanta, philadelphia, pittsburgh, charlotte, nyc",
        ["America/Chicago"] = "ct, central time, houston, dallas, austin, minneapolis, new orleans, nashville",
        ["America/Denver"] = "mt, mountain time, salt lake city",
        ["America/Los_Angeles"] = "pt, pacific time, san francisco, seattle, portland, san diego, las vegas, silicon valley, sf, la",
        ["America/Toronto"] = "ottawa, quebec",
        ["America/Edmonton"] = "calgary",
        ["America/Sao_Paulo"] = "rio, rio de janeiro, brasilia, curitiba",
        ["America/Mexico_City"] = "guadalajara",
        ["America/Bogota"] = "medellin",
        ["America/Guayaquil"] = "quito",
        ["Africa/Johannesburg"] = "cape town, pretoria, durban",
        ["Africa/Lagos"] = "abuja",
        ["Asia/Dubai"] = "abu dhabi",
        ["Asia/Jerusalem"] = "haifa",
        ["Asia/Riyadh"] = "jeddah",
        ["Asia/Karachi"] = "lahore, islamabad",
        ["Asia/Kolkata"] = "mumbai, bombay, delhi, new delhi, bangalore, bengaluru, chennai, hyderabad, pune",
        ["Asia/Shanghai"] = "beijing, shenzhen, guangzhou, hangzhou, chengdu",
        ["Asia/Ho_Chi_Minh"] = "hanoi",
        ["Asia/Manila"] = "cebu",
        ["Asia/Seoul"] = "busan",
        ["Asia/Tokyo"] = "osaka, kyoto",
        ["Australia/Sydney"] = "canberra",
        ["Pacific/Auckland"] = "wellington, christchurch",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Other names of a country, by its ISO code.</summary>
    public static readonly FrozenDictionary<string, string> Countries = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AE"] = "uae, emirates",
        ["CH"] = "schweiz, suisse",
        ["CZ"] = "czechia",
        ["DE"] = "deutschland",
        ["ES"] = "espana",
        ["GB"] = "uk, united kingdom, great britain, england, scotland, wales, northern ireland",
        ["KR"] = "south korea",
        ["NL"] = "holland",
        ["TR"] = "turkey, turkiye",
        ["US"] = "us, usa, america",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
