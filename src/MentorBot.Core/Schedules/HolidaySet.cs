using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;
using NodaTime;

namespace MentorBot.Core.Schedules;

/// <summary>What is free in place of a holiday that falls on a Saturday or a Sunday.</summary>
public enum InLieu
{
    Nothing,

    /// <summary>The next weekday that is no holiday itself, as in Great Britain.</summary>
    NextWeekday,

    /// <summary>The Friday before a Saturday and the Monday after a Sunday, as in the federal United States.</summary>
    NearestWeekday,
}

/// <summary>One day without work.</summary>
public sealed record Holiday(LocalDate Date, string Name);

/// <summary>The public holidays of a country and of its regions, as rules.</summary>
public sealed record HolidaySet : ContentItem
{
    [Description("The country's ISO 3166 code, which chooses what is free in all of it.")]
    [RegularExpression("^[A-Z]{2}$", ErrorMessage = "two capital letters, such as DE")]
    public required string Code { get; init; }

    [Description("What is in the file and what is left out, and until when the facts were looked at.")]
    public required Prose Note { get; init; }

    [Description("The regions that have holidays of their own.")]
    public ImmutableArray<HolidayRegion> Regions { get; init; } = [];

    [Description("The holidays, each with the rule for its day.")]
    [MinLength(1)]
    public required ImmutableArray<HolidayRule> Days { get; init; }

    public override string Kind => "holidays";

    public override Prose Summary => Note;

    /// <summary>The codes that choose this set: the country's, and one a region.</summary>
    public IEnumerable<Choice> Calendars =>
        [new Choice(Title, Code), .. Regions.Select(region => new Choice($"{Title}: {region.Name}", region.Code))];

    /// <summary>The holidays of a year in the country or in one of its regions, substitute days included, in order.</summary>
    public IEnumerable<Holiday> In(int year, string code) =>
        // A substitute may fall into the year beside that of its holiday: 1 January 2028 is observed on 31 December 2027.
        Enumerable.Range(year - 1, 3)
            .SelectMany(each => InOneYear(each, code))
            .Where(holiday => holiday.Date.Year == year)
            .OrderBy(holiday => holiday.Date);

    internal override IEnumerable<ContentProblem> Check()
    {
        foreach (var region in Regions.Where(region => !region.Code.StartsWith(Code + "-", StringComparison.Ordinal)))
        {
            yield return new ContentProblem(region.Position, $"The region's code is `{region.Code}`. Expected it to begin with `{Code}-`.");
        }

        foreach (var rule in Days)
        {
            if (rule.FallsOn is null)
            {
                yield return new ContentProblem(rule.Position, $"`day` is `{rule.Day}`. Expected {HolidayDay.Expected}.");
            }

            foreach (var region in rule.Regions.Where(code => Regions.All(region => region.Code != code)))
            {
                yield return new ContentProblem(rule.Position, $"There is no region `{region}`. Expected one of: {string.Join(", ", Regions.Select(each => each.Code))}.");
            }
        }
    }

    private List<Holiday> InOneYear(int year, string code)
    {
        var own = new List<(HolidayRule Rule, LocalDate Date)>();
        foreach (var rule in Days)
        {
            if (rule.AppliesTo(code, Code) && rule.AppliesIn(year) && rule.FallsOn?.In(year) is { } date)
            {
                own.Add((rule, date));
            }
        }

        var holidays = own.Select(one => new Holiday(one.Date, one.Rule.Name)).ToList();
        var taken = own.Select(one => one.Date).ToHashSet();
        foreach (var (rule, date) in own.Where(one => IsWeekend(one.Date)).OrderBy(one => one.Date))
        {
            switch (rule.InLieu)
            {
                case InLieu.NextWeekday:
                    var day = date;
                    while (IsWeekend(day) || !taken.Add(day))
                    {
                        day = day.PlusDays(1);
                    }

                    holidays.Add(new Holiday(day, $"{rule.Name} (substitute day)"));
                    break;

                case InLieu.NearestWeekday:
                    holidays.Add(new Holiday(date.PlusDays(date.DayOfWeek == IsoDayOfWeek.Saturday ? -1 : 1), $"{rule.Name} (observed)"));
                    break;
            }
        }

        return holidays;
    }

    private static bool IsWeekend(LocalDate date) => date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;
}

/// <summary>A part of a country with holidays of its own.</summary>
public sealed record HolidayRegion : Positioned
{
    [Description("The region's code, which begins with the country's; ISO 3166-2 where it has one.")]
    [RegularExpression("^[A-Z]{2}(-[A-Z0-9]+)+$", ErrorMessage = "the country's code and the region's, such as DE-BY")]
    public required string Code { get; init; }

    [Description("What people call it, in English or in its own language.")]
    [MaxLength(50)]
    public required string Name { get; init; }
}

/// <summary>A holiday and the rule for its day.</summary>
public sealed record HolidayRule : Positioned
{
    private readonly string _day = string.Empty;

    [Description("Its name in English, with the local one in brackets where that differs.")]
    [MaxLength(80)]
    public required string Name { get; init; }

    [Description("Such as 25 December, 8 May 2025, Easter - 2, last Monday of May, or Wednesday before 23 November.")]
    public required string Day
    {
        get => _day;
        init
        {
            _day = value;
            FallsOn = HolidayDay.Read(value);
        }
    }

    [Description("The codes of the regions that have it; none for the whole country.")]
    public ImmutableArray<string> Regions { get; init; } = [];

    [Description("What is free in its place when it falls on a Saturday or a Sunday.")]
    public InLieu InLieu { get; init; }

    [Description("The first year that has it.")]
    [Range(1900, 2200)]
    public int FromYear { get; init; }

    [Description("The last year that has it.")]
    [Range(1900, 2200)]
    public int ToYear { get; init; } = int.MaxValue;

    [Description("Years that don't have it on this day.")]
    public ImmutableArray<int> NotIn { get; init; } = [];

    /// <summary>Null where the day can't be read, which the check of the set refuses.</summary>
    internal HolidayDay? FallsOn { get; private init; }

    internal bool AppliesTo(string code, string country) => Regions.IsEmpty ? code == country || code.StartsWith(country + "-", StringComparison.Ordinal) : Regions.Contains(code);

    internal bool AppliesIn(int year) => year >= FromYear && year <= ToYear && !NotIn.Contains(year);
}
