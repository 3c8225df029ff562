using System.Collections.Immutable;

namespace MentorBot.Core.Platforms;

/// <summary>How much of what a platform limits something takes up, or how much of it a message holds.</summary>
/// <param name="Scarce">What a platform takes only few of in a message.</param>
public readonly record struct Extent(int Parts, int Text = 0, int Bytes = 0, int Scarce = 0)
{
    public static Extent operator +(Extent one, Extent other) =>
        new(one.Parts + other.Parts, one.Text + other.Text, one.Bytes + other.Bytes, one.Scarce + other.Scarce);

    /// <summary>Whether it stays within all of these limits.</summary>
    public bool FitsInto(Extent most) => Parts <= most.Parts && Text <= most.Text && Bytes <= most.Bytes && Scarce <= most.Scarce;
}

/// <summary>Puts what a message is made of into as few messages as hold it; what belongs together stays together.</summary>
/// <param name="most">What one message holds.</param>
public sealed class Packing<T>(Extent most)
{
    private readonly ImmutableArray<T>.Builder _current = ImmutableArray.CreateBuilder<T>();
    private readonly List<Extent> _extents = [];
    private readonly List<ImmutableArray<T>> _full = [];
    private Extent _sum;
    private int _together;
    private bool _leads;

    /// <param name="stays">It belongs to what is before it, as a button does to what it is about.</param>
    /// <param name="leads">It belongs to what comes after it, as a heading does.</param>
    public void Add(T part, Extent extent, bool stays = false, bool leads = false)
    {
        if (!stays && !_leads)
        {
            _together = _current.Count;
        }

        _leads = leads;
        while (_current.Count > 0 && !(_sum + extent).FitsInto(most))
        {
            Break();
        }

        _current.Add(part);
        _extents.Add(extent);
        _sum += extent;
    }

    public ImmutableArray<ImmutableArray<T>> Finish()
    {
        if (_current.Count > 0)
        {
            _full.Add(_current.DrainToImmutable());
        }

        return [.. _full];
    }

    /// <summary>Ends the message before what belongs together with what comes next; where that fills it alone, right here.</summary>
    private void Break()
    {
        var end = _together > 0 ? _together : _current.Count;
        var rest = _current.Skip(end).ToArray();
        _current.Count = end;
        _full.Add(_current.DrainToImmutable());
        _current.AddRange(rest);
        _extents.RemoveRange(0, end);
        _together = 0;
        _sum = default;
        foreach (var extent in _extents)
        {
            _sum += extent;
        }
    }
}
