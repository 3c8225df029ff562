namespace MentorBot.Core.Content;

/// <summary>Sums up the best offer of each round for each index.</summary>
internal sealed class Tally(int size)
{
    private readonly float[] _sums = new float[size];
    private readonly float[] _offers = new float[size];
    private readonly List<int> _round = [];
    private readonly List<int> _touched = [];

    public IReadOnlyList<int> Touched => _touched;

    public float this[int index] => _sums[index];

    public void Offer(int index, float value)
    {
        if (_offers[index] == 0)
        {
            _round.Add(index);
        }

        _offers[index] = MathF.Max(_offers[index], value);
    }

    public void Settle()
    {
        foreach (var index in _round)
        {
            if (_sums[index] == 0)
            {
                _touched.Add(index);
            }

            _sums[index] += _offers[index];
            _offers[index] = 0;
        }

        _round.Clear();
    }
}
