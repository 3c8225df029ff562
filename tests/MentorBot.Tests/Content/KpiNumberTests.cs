using MentorBot.Core.Content;

namespace MentorBot.Tests.Content;

public sealed class KpiNumberTests
{
    [Theory]
    [InlineData("180", "180", "")]
    [InlineData(" 180 ms ", "180", "ms")]
    [InlineData("180ms", "180", "ms")]
    [InlineData("99,95 %", "99.95", "%")]
    [InlineData("99.95%", "99.95", "%")]
    [InlineData("0,125", "0.125", "")]
    [InlineData("0.125 s", "0.125", "s")]
    [InlineData("12 000 requests/s", "12000", "requests/s")]
    [InlineData("12'000", "12000", "")]
    [InlineData("1.234,5", "1234.5", "")]
    [InlineData("1,234.5", "1234.5", "")]
    [InlineData("1,234,567", "1234567", "")]
    [InlineData("-3", "-3", "")]
    [InlineData("−3,5", "-3.5", "")]
    [InlineData("4.2/5", "4.2", "/5")]
    public void ReadsWhatPeopleWrite(string text, string number, string unit)
    {
        var read = KpiNumber.Read(text);
        (read.Number, read.Unit, read.Problem).ShouldBe((decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), unit, null));
    }

    [Theory]
    [InlineData("fast", "Write a number, such as 180 or 99.95.")]
    [InlineData("about 180", "Write a number, such as 180 or 99.95.")]
    [InlineData("", "Write a number, such as 180 or 99.95.")]
    [InlineData("1,200", "“1,200” can be read in two ways. Write 1200, or 1.200.")]
    [InlineData("9999999999999", "I keep numbers up to 1,000,000,000,000, with 6 decimals at most.")]
    [InlineData("99999999999999999999999999999999999999", "Write a number, such as 180 or 99.95.")]
    [InlineData("0.1234567", "I keep numbers up to 1,000,000,000,000, with 6 decimals at most.")]
    public void SaysWhatToWriteInPlaceOfWhatItCannotRead(string text, string problem) => KpiNumber.Read(text).ShouldBe((null, string.Empty, problem));

    [Theory]
    [InlineData("180", "", "ms", "180")]
    [InlineData("180", "MS", "ms", "180")]
    [InlineData("0.2", "s", "ms", "200")]
    [InlineData("90", "minutes", "h", "1.5")]
    [InlineData("2", "days", "h", "48")]
    [InlineData("99.9", "percent", "%", "99.9")]
    [InlineData("4", "features", "features a sprint", "4")]
    [InlineData("4", "feature", "features a sprint", "4")]
    [InlineData("4.2", "/5", "of 5", "4.2")]
    [InlineData("4.2", "of 5", "of 5", "4.2")]
    [InlineData("180", "%", "ms", null)]
    [InlineData("180", "ms", "%", null)]
    [InlineData("180", "ms", "", null)]
    public void FitsANumberToTheUnitThatItIsKeptIn(string number, string written, string wanted, string? expected) =>
        KpiNumber.Fit(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), written, wanted)
            .ShouldBe(expected is null ? null : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("under 200 ms", "200", "199.999")]
    [InlineData("at most 200 ms", "200.001", "200")]
    [InlineData("at least 99.99%", "99.989", "99.99")]
    [InlineData("over 4 of 5", "4", "4.1")]
    [InlineData("exactly 0", "1", "0")]
    [InlineData("3 to 5 features a sprint", "6", "5")]
    [InlineData("3 to 5 features a sprint", "2", "3")]
    public void ReadsATargetAndTellsWhetherItIsMet(string text, string missed, string met)
    {
        var (target, unit) = KpiTarget.Read(text).ShouldNotBeNull();

        target.Write(unit).ShouldBe(text);
        target.IsMetBy(decimal.Parse(missed, System.Globalization.CultureInfo.InvariantCulture)).ShouldBeFalse();
        target.IsMetBy(decimal.Parse(met, System.Globalization.CultureInfo.InvariantCulture)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("99.99%")]
    [InlineData("under")]
    [InlineData("under fast")]
    [InlineData("5 to 3 features")]
    [InlineData("the team's own")]
    public void KnowsWhatIsNoTarget(string text) => KpiTarget.Read(text).ShouldBeNull();
}
