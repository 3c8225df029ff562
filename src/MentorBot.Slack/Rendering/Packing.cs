using System.Collections.Immutable;
using MentorBot.Slack.BlockKit;

namespace MentorBot.Slack.Rendering;

/// <summary>Puts blocks into as few messages as hold them; what belongs together stays together.</summary>
internal sealed class Packing(int mostBlocks, int mostText)
{
    private readonly ImmutableArray<LayoutBlock>.Builder _current = ImmutableArray.CreateBuilder<LayoutBlock>();
    private readonly List<int> _lengths = [];
    private readonly List<ImmutableArray<LayoutBlock>> _full = [];
    private int _text;
    private int _together;
    private bool _hasTable;
    private bool _leads;

    /// <param name="length">How much text the block shows.</param>
    /// <param name="stays">It belongs to the block before it, as a button does to what it is about.</param>
    /// <param name="leads">It belongs to the block after it, as a heading does.</param>
    public void Add(LayoutBlock block, int length, bool stays = false, bool leads = false)
    {
        if (!stays && !_leads)
        {
            _together = _current.Count;
        }

        _leads = leads;
        var isTable = block is TableBlock;
        while (_current.Count > 0 && (_current.Count >= mostBlocks || _text + length > mostText || (isTable && _hasTable)))
        {
            Break();
        }

        _current.Add(block);
        _lengths.Add(length);
        _text += length;
        _hasTable |= isTable;
    }

    public ImmutableArray<ImmutableArray<LayoutBlock>> Finish()
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
        _lengths.RemoveRange(0, end);
        _together = 0;
        _text = _lengths.Sum();
        _hasTable = rest.Any(block => block is TableBlock);
    }
}
