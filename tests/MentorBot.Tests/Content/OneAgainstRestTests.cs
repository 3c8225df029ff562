using MentorBot.Core.Content;

namespace MentorBot.Tests.Content;

public sealed class OneAgainstRestTests
{
    private static readonly Example[] Examples =
    [
        .. Enumerable.Range(0, 40).SelectMany(_ => new[] { Of(0, 0), Of(1, 1), Of(2, 2, 3), Of(1, 1, 3) }),
    ];

    [Fact]
    public void IsSureOfWhatItWasTaughtAndUnsureWhereItWasNot()
    {
        var trained = OneAgainstRest.Train(Examples, features: 5, classes: 3);
        trained.Sureness(Of(0, 0).Features)[0].ShouldBeGreaterThan(0.8f);
        trained.Sureness(Of(2, 2, 3).Features)[2].ShouldBeGreaterThan(0.8f);
        var between = trained.Sureness(Of(0, 3).Features);
        between[0].ShouldBeLessThan(between[1]);
        trained.Sureness(Of(0, 4).Features).ShouldAllBe(sureness => sureness < 0.5f, "the fifth feature was never seen");
    }

    [Fact]
    public void StaysBetweenNoughtAndOne() =>
        OneAgainstRest.Train(Examples, features: 5, classes: 3).Sureness([new Feature(0, 50)]).ShouldBe([1, 0, 0]);

    [Fact]
    public void LearnsTheSameFromTheSame() =>
        OneAgainstRest.Train(Examples, features: 5, classes: 3).Sureness(Of(0, 3).Features)
            .ShouldBe(OneAgainstRest.Train(Examples, features: 5, classes: 3).Sureness(Of(0, 3).Features));

    [Fact]
    public void LearnsMoreFromWhatStandsForMore()
    {
        Likelier(firstWeight: 1, secondWeight: 3).ShouldBe(1);
        Likelier(firstWeight: 3, secondWeight: 1).ShouldBe(0);

        static int Likelier(float firstWeight, float secondWeight)
        {
            var examples = Enumerable.Range(0, 40).SelectMany(_ => new[] { Of(0, 0) with { Weight = firstWeight }, Of(1, 0) with { Weight = secondWeight } });
            var sure = OneAgainstRest.Train([.. examples], features: 1, classes: 2).Sureness(Of(0, 0).Features);
            return sure[0] > sure[1] ? 0 : 1;
        }
    }

    private static Example Of(int belongsTo, params int[] seen) => new([.. seen.Select(feature => new Feature(feature, 1 / MathF.Sqrt(seen.Length)))], belongsTo, 1);
}
