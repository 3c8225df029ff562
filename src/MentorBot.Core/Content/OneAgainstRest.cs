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
/// Tells how surely a text belongs to each class: a linear support vector machine for each class against all others, with the squared
/// hinge as its loss, trained by stochastic gradient descent with a rate for each weight (AdaGrad; Duchi, Hazan and Singer 2011).
/// </summary>
/// <remarks>A class learns only from texts that it is not sure of by a margin of 1, which are few after the first thousands.</remarks>
internal sealed class OneAgainstRest
{
    // Where nothing was learned all weights are nought, and there still has to be a step.
    private const float Least = 1e-6f;

    // Most weights are hardly more than nought, and tell nothing that would be missed.
    private const int LeastSteps = 3;

    private readonly float[] _biases;

    // The weights that are kept stand one feature after another, in steps of one size, with their classes.
    private readonly int[] _starts;
    private readonly ushort[] _classOf;
    private readonly sbyte[] _weights;
    private readonly float _step;

    private OneAgainstRest(float[] weights, float[] biases)
    {
        _biases = biases;
        _step = MathF.Max(weights.Select(MathF.Abs).DefaultIfEmpty().Max(), Least) / sbyte.MaxValue;
        _starts = new int[(weights.Length / biases.Length) + 1];
        var (kept, of) = (new List<sbyte>(), new List<ushort>());
        for (var at = 0; at < weights.Length; at++)
        {
            if ((sbyte)MathF.Round(weights[at] / _step) is var steps and (>= LeastSteps or <= -LeastSteps))
            {
                kept.Add(steps);
                of.Add((ushort)(at % biases.Length));
            }

            _starts[(at / biases.Length) + 1] = kept.Count;
        }

        (_weights, _classOf) = ([.. kept], [.. of]);
    }

    /// <summary>Learns from examples; the same ones always give the same.</summary>
    /// <param name="classes">At most 65,535.</param>
    public static OneAgainstRest Train(IReadOnlyList<Example> examples, int features, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, ushort.MaxValue);
        var training = new Training(features, classes);
        training.Learn(examples);
        return new OneAgainstRest(training.Weights, training.Biases);
    }

    /// <summary>For each class how sure it is that a text with these features belongs to it: from 0, surely not, to 1, surely.</summary>
    public float[] Sureness(ReadOnlySpan<Feature> features)
    {
        var scores = _biases.ToArray();
        foreach (var feature in features)
        {
            var factor = feature.Value * _step;
            for (var at = _starts[feature.Index]; at < _starts[feature.Index + 1]; at++)
            {
                scores[_classOf[at]] += _weights[at] * factor;
            }
        }

        // Beyond the margins of -1 and 1 all are as sure.
        foreach (ref var score in scores.AsSpan())
        {
            score = Math.Clamp((score + 1) / 2, 0, 1);
        }

        return scores;
    }

    private sealed class Training
    {
        private const int Rounds = 6;
        private const float Rate = 0.1f;
        private const float Shrinking = 1e-4f;
        private const int Seed = 2026;

        // Keeps the first steps of a weight from being leaps, which would leave something at every word that was ever seen.
        private const float Start = 1;

        // Most texts belong to most classes not: where nothing is known, none of them is meant.
        private const float FirstBias = -1;

        private readonly int _classes;
        private readonly float[] _squares;
        private readonly float[] _biasSquares;
        private readonly float[] _scores;
        private readonly List<(int Class, float Slope)> _learning = [];

        public Training(int features, int classes)
        {
            _classes = classes;
            Weights = new float[features * classes];
            Biases = new float[classes];
            Biases.AsSpan().Fill(FirstBias);
            _squares = new float[Weights.Length];
            _biasSquares = new float[classes];
            _scores = new float[classes];
        }

        public float[] Weights { get; }

        public float[] Biases { get; }

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
            Biases.CopyTo(_scores.AsSpan());
            foreach (var feature in example.Features)
            {
                AddScaled(_scores, Weights.AsSpan(feature.Index * _classes, _classes), feature.Value);
            }

            _learning.Clear();
            for (var one = 0; one < _classes; one++)
            {
                var side = one == example.Class ? 1 : -1;
                if (1 - (side * _scores[one]) is > 0 and var lacking)
                {
                    _learning.Add((one, -2 * side * lacking * example.Weight));
                }
            }

            foreach (var (one, slope) in _learning)
            {
                Step(ref Biases[one], ref _biasSquares[one], slope);
            }

            foreach (var feature in example.Features)
            {
                foreach (var (one, slope) in _learning)
                {
                    var at = (feature.Index * _classes) + one;
                    Step(ref Weights[at], ref _squares[at], (slope * feature.Value) + (example.Weight * Shrinking * Weights[at]));
                }
            }
        }

        private static void Step(ref float weight, ref float squares, float slope)
        {
            squares += slope * slope;
            weight -= Rate * slope / MathF.Sqrt(squares + Start);
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
