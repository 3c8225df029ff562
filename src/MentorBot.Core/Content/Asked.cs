using System.Collections.Immutable;
using System.ComponentModel;

namespace MentorBot.Core.Content;

/// <summary>How people ask who need an item and don't know it, by which the search learns what a question is after.</summary>
public sealed record Asked : ContentItem
{
    [Description("One sentence on whose words stand here.")]
    public required Prose When { get; init; }

    [Description("Whether whoever wrote these knew nothing of the library: then each line counts more than one that was written for an item.")]
    public bool Unprompted { get; init; }

    [Description("The items, each with what is asked by those who need it.")]
    public ImmutableArray<AskedFor> For { get; init; } = [];

    [Description("What people write for whom there is nothing, a line each: by these the search knows when to keep silent.")]
    public TextLines ForNothing { get; init; } = new(string.Empty);

    public override string Kind => "asked";

    public override Prose Summary => When;

    internal override bool IsForPeople => false;

    internal override IEnumerable<ContentProblem> Check() =>
        [
            .. For.IsEmpty && !ForNothing.All.Any() ? [new ContentProblem(Position, "Nobody asks anything here. Expected `for`, `for-nothing` or both.")] : Array.Empty<ContentProblem>(),
            .. ContentProblem.Twice(For.Select(one => (one.Item.Id, one.Item.Position)), "item"),
            .. ContentProblem.Twice(For.SelectMany(one => one.Lines.All.Select(line => (line, one.Position))).Concat(ForNothing.All.Select(line => (line, Position))), "line"),
        ];
}

/// <summary>How people ask for one item.</summary>
public sealed record AskedFor : Positioned
{
    [Description("The id of the item.")]
    public required Reference Item { get; init; }

    [Description("What people write who need it, a question or a remark in each line. The more of them differ, the more is learned.")]
    public required TextLines Lines { get; init; }
}

/// <summary>Lines of plain text, one beneath the other.</summary>
public sealed record TextLines(string Text)
{
    /// <summary>Those that have something in them.</summary>
    public IEnumerable<string> All => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
