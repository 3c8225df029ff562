using MentorBot.Core.Features.Time;
using NodaTime;

namespace MentorBot.Tests.Fuzz;

/// <summary>Whatever is written for days, hours and dates is read or refused, and what is read makes sense.</summary>
public class WrittenTimeFuzz
{
    private static readonly LocalDate Today = new(2026, 3, 4);

    private static readonly string[] Words =
        ["mon", "Friday", "sundays", "-", "–", " to ", "..", ",", "9", "17:30", "24", "24:00", "9am", "12 pm", "0", "until ", "20", "20 Dec", "2 Jan", "31.12.", "29 February", "2027-01-02", "9998-12-31", "1970-01-01", "today", "tomorrow", "next week", "in 999 weeks", "in 3 days"];

    private static IEnumerable<(int Number, string Case)> Texts => Garbage.Of(Garbage.Text(Words, 4, 3_000));

    [Fact]
    public void ReadsDaysThatItCanReadAgain()
    {
        foreach (var (number, text) in Texts)
        {
            if (WrittenDays.Read(text) is { } days)
            {
                WrittenDays.Read(WrittenDays.Write(days)).ShouldNotBeNull($"{number}: {text}").SetEquals(days).ShouldBeTrue($"{number}: {text}");
            }
        }
    }

    [Fact]
    public void ReadsHoursThatItCanReadAgain()
    {
        foreach (var (number, text) in Texts)
        {
            var (hours, problem) = WrittenHours.ReadWorking(text);
            (hours is null).ShouldBe(problem is not null, $"{number}: {text}");
            if (hours is not null)
            {
                WrittenHours.ReadWorking(TimeWords.Hours(hours)).Hours.ShouldBe(hours, $"{number}: {text}");
            }
        }
    }

    [Fact]
    public void ReadsDatesThatAreToComeAndInOrder()
    {
        foreach (var (number, text) in Texts)
        {
            var (span, problem) = WrittenSpan.Read(text, Today);
            (span is null).ShouldBe(problem is not null, $"{number}: {text}");
            if (span is not null)
            {
                (span.From <= span.To && span.To >= Today && span.To <= Today.PlusYears(5)).ShouldBeTrue($"{number}: {text}");
                WrittenSpan.Read($"{span.From:uuuu-MM-dd}..{span.To:uuuu-MM-dd}", Today).Span.ShouldBe(span, $"{number}: {text}");
            }
        }
    }
}
