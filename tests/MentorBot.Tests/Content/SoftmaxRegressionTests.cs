using MentorBot.Core.Content;

namespace MentorBot.Tests.Content;

public sealed class SoftmaxRegressionTests
{
    private static readonly Example[] Examples =
    [
        .. Enumerable.Range(0, 40).SelectMany(_ => new[] { Of(0, 0), Of(1, 1), Of(2, 2, 3), Of(1, 1, 3) }),
    ];

    [Fact]
    public void IsSureOfWhatItWasTaughtAndUnsureWhereItWasNot()
    {
        var trained = SoftmaxRegression.Train(Examples, features: 5, classes: 3);
        trained.Probabilities(Of(0, 0).Features)[0].ShouldBeGreaterThan(0.8f);
        trained.Probabilities(Of(2, 2, 3).Features)[2].ShouldBeGreaterThan(0.8f);
        var between = trained.Probabilities(Of(0, 3).Features);
        between[0].ShouldBeLessThan(between[1]);
        trained.Probabilities(Of(0, 4).Features).ShouldAllBe(probability => probability > 0.3f && probability < 0.4f, "the fifth feature was never seen");
    }

    [Fact]
    public void ComesToOneOverAllClasses() =>
        SoftmaxRegression.Train(Examples, features: 5, classes: 3).Probabilities(Of(0, 1, 3).Features).Sum().ShouldBe(1, 0.0001);

    [Fact]
    public void LearnsTheSameFromTheSame() =>
        SoftmaxRegression.Train(Examples, features: 5, classes: 3).Probabilities(Of(0, 3).Features)
            .ShouldBe(SoftmaxRegression.Train(Examples, features: 5, classes: 3).Probabilities(Of(0, 3).Features));

    [Fact]
    public void LearnsMoreFromWhatStandsForMore()
    {
        Example[] even = [Of(0, 0), Of(1, 0)];
        SoftmaxRegression.Train([even[0], even[1] with { Weight = 3 }], features: 1, classes: 2).Probabilities(Of(0, 0).Features)[1].ShouldBeGreaterThan(0.5f);
        SoftmaxRegression.Train([even[0] with { Weight = 3 }, even[1]], features: 1, classes: 2).Probabilities(Of(0, 0).Features)[0].ShouldBeGreaterThan(0.5f);
    }

    private static Example Of(int belongsTo, params int[] seen) => new([.. seen.Select(feature => new Feature(feature, 1 / MathF.Sqrt(seen.Length)))], belongsTo, 1);
}
