using System.Numerics;

namespace MentorBot.Core.Content;

/// <summary>What is seen of a text.</summary>
/// <param name="Index">Which feature it is.</param>
/// <param name="Value">How much of it there is; of one text the squares add up to 1.</param>
internal readonly record struct Feature(int Index, float Value);

/// <summary>A text that is known to belong to a class.</summary>
internal sealed record Example(Feature[] Features, int Class);

/// <summary>
/// Tells how surely a text belongs to each class: multinomial logistic regression, trained by stochastic gradient descent with a rate for
/// each weight (AdaGrad; Duchi, Hazan and Singer 2011).
/// </summary>
internal sealed class SoftmaxRegression
{
    private const int Rounds = 3;
    private const float Rate = 0.7f;
    private const float Shrinking = 1e-4f;
    private const int Seed = 2026;

    // Keeps the first step of a weight from being a leap.
    private const float Start = 1e-3f;

    // A class whose probability is less off than this learns nothing from an example: it would take time, and change little.
    private const float Slight = 0.03f;

    private readonly int _classes;
    private readonly float[] _weights;

    private SoftmaxRegression(int features, int classes)
    {
        _classes = classes;
        _weights = new float[features * classes];
    }

    /// <summary>Learns from examples; the same ones always give the same.</summary>
    public static SoftmaxRegression Train(IReadOnlyList<Example> examples, int features, int classes)
    {
        var trained = new SoftmaxRegression(features, classes);
        var squares = new float[features * classes];
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            foreach (var index in order)
            {
                trained.Learn(examples[index], squares);
            }
        }

        return trained;
    }

    /// <summary>For each class how likely it is that a text with these features belongs to it: from 0 to 1, together 1.</summary>
    public float[] Probabilities(ReadOnlySpan<Feature> features)
    {
        var scores = new float[_classes];
        foreach (var feature in features)
        {
            AddScaled(scores, Row(feature.Index), feature.Value);
        }

        var greatest = scores.Max();
        var sum = 0f;
        foreach (ref var score in scores.AsSpan())
        {
            score = MathF.Exp(score - greatest);
            sum += score;
        }

        foreach (ref var score in scores.AsSpan())
        {
            score /= sum;
        }

        return scores;
    }

    private void Learn(Example example, float[] squares)
    {
        var off = Probabilities(example.Features);
        off[example.Class]--;
        // The probabilities come to 1, so that what is off comes to 2 at most.
        Span<int> learning = stackalloc int[(int)(2 / Slight)];
        var count = 0;
        for (var one = 0; one < _classes; one++)
        {
            if (MathF.Abs(off[one]) >= Slight)
            {
                learning[count++] = one;
            }
        }

        foreach (var feature in example.Features)
        {
            foreach (var one in learning[..count])
            {
                var at = (feature.Index * _classes) + one;
                var slope = (off[one] * feature.Value) + (Shrinking * _weights[at]);
                squares[at] += slope * slope;
                _weights[at] -= Rate * slope / MathF.Sqrt(squares[at] + Start);
            }
        }
    }

    private ReadOnlySpan<float> Row(int feature) => _weights.AsSpan(feature * _classes, _classes);

    private static void AddScaled(Span<float> sums, ReadOnlySpan<float> row, float factor)
    {
        var at = 0;
        for (; at <= row.Length - Vector<float>.Count; at += Vector<float>.Count)
        {
            (new Vector<float>(sums[at..]) + (new Vector<float>(row[at..]) * factor)).CopyTo(sums[at..]);
        }

        for (; at < row.Length; at++)
        {
            sums[at] += row[at] * factor;
        }
    }
}
