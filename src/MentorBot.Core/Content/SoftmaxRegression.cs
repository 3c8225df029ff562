using System.Numerics;

namespace MentorBot.Core.Content;

/// <summary>What is seen of a text.</summary>
/// <param name="Index">Which feature it is.</param>
/// <param name="Value">How much of it there is; of one text the squares add up to 1.</param>
internal readonly record struct Feature(int Index, float Value);

/// <summary>A text that is known to belong to a class.</summary>
/// <param name="Weight">How hard it pulls against the texts of other classes, where it shares features with them.</param>
internal sealed record Example(Feature[] Features, int Class, float Weight);

/// <summary>
/// Tells how surely a text belongs to each class: multinomial logistic regression, trained by stochastic gradient descent with a rate for
/// each weight (AdaGrad; Duchi, Hazan and Singer 2011).
/// </summary>
internal sealed class SoftmaxRegression
{
    // Where nothing was learned all weights are nought, and there still has to be a step.
    private const float Least = 1e-6f;

    private readonly int _classes;

    // Seven in eight weights are nought, and aren't kept. The others stand one feature after another, in steps of one size, with their classes.
    private readonly int[] _starts;
    private readonly ushort[] _classOf;
    private readonly sbyte[] _weights;
    private readonly float _step;

    private SoftmaxRegression(float[] weights, int classes)
    {
        _classes = classes;
        _step = MathF.Max(weights.Select(MathF.Abs).DefaultIfEmpty().Max(), Least) / sbyte.MaxValue;
        _starts = new int[(weights.Length / classes) + 1];
        var (kept, of) = (new List<sbyte>(), new List<ushort>());
        for (var at = 0; at < weights.Length; at++)
        {
            if ((sbyte)MathF.Round(weights[at] / _step) is var steps and not 0)
            {
                kept.Add(steps);
                of.Add((ushort)(at % classes));
            }

            _starts[(at / classes) + 1] = kept.Count;
        }

        (_weights, _classOf) = ([.. kept], [.. of]);
    }

    /// <summary>Learns from examples; the same ones always give the same.</summary>
    /// <param name="classes">At most 65,535.</param>
    public static SoftmaxRegression Train(IReadOnlyList<Example> examples, int features, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, ushort.MaxValue);
        var training = new Training(features, classes);
        training.Learn(examples);
        return new SoftmaxRegression(training.Weights, classes);
    }

    /// <summary>For each class how likely it is that a text with these features belongs to it: from 0 to 1, together 1.</summary>
    public float[] Probabilities(ReadOnlySpan<Feature> features)
    {
        var scores = new float[_classes];
        foreach (var feature in features)
        {
            var factor = feature.Value * _step;
            for (var at = _starts[feature.Index]; at < _starts[feature.Index + 1]; at++)
            {
                scores[_classOf[at]] += _weights[at] * factor;
            }
        }

        Softmax(scores);
        return scores;
    }

    private static void Softmax(Span<float> scores)
    {
        var greatest = float.MinValue;
        foreach (var score in scores)
        {
            greatest = MathF.Max(greatest, score);
        }

        var sum = 0f;
        foreach (ref var score in scores)
        {
            score = MathF.Exp(score - greatest);
            sum += score;
        }

        foreach (ref var score in scores)
        {
            score /= sum;
        }
    }

    private sealed class Training(int features, int classes)
    {
        private const int Rounds = 3;
        private const float Rate = 0.7f;
        private const float Shrinking = 1e-4f;
        private const int Seed = 2026;

        // Keeps the first step of a weight from being a leap.
        private const float Start = 1e-3f;

        // A class whose probability is less off than this learns nothing from an example: it would take time, and change little.
        private const float Slight = 0.01f;

        private readonly float[] _squares = new float[features * classes];
        private readonly float[] _off = new float[classes];
        private readonly List<int> _learning = [];

        public float[] Weights { get; } = new float[features * classes];

        public void Learn(IReadOnlyList<Example> examples)
        {
            var order = Enumerable.Range(0, examples.Count).ToArray();
            var random = new Random(Seed);
            for (var round = 0; round < Rounds; round++)
            {
                random.Shuffle(order);
                foreach (var index in order)
                {
                    Learn(examples[index]);
                }
            }
        }

        private void Learn(Example example)
        {
            Array.Clear(_off);
            foreach (var feature in example.Features)
            {
                AddScaled(_off, Weights.AsSpan(feature.Index * classes, classes), feature.Value);
            }

            Softmax(_off);
            _off[example.Class]--;
            _learning.Clear();
            for (var one = 0; one < classes; one++)
            {
                if (MathF.Abs(_off[one]) >= Slight)
                {
                    _learning.Add(one);
                }
            }

            foreach (var feature in example.Features)
            {
                foreach (var one in _learning)
                {
                    var at = (feature.Index * classes) + one;
                    var slope = example.Weight * ((_off[one] * feature.Value) + (Shrinking * Weights[at]));
                    _squares[at] += slope * slope;
                    Weights[at] -= Rate * slope / MathF.Sqrt(_squares[at] + Start);
                }
            }
        }

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
}
