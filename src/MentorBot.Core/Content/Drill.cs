using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MentorBot.Core.Content;

/// <summary>A hard conversation to practise: scenes with moves to choose from, each worth points for a reason.</summary>
public sealed record Drill : ContentItem
{
    public const int FewestTurns = 4;
    public const int MostTurns = 6;

    private DrillMap? _map;

    [Description("One sentence on the conversation that it practises.")]
    public required Prose When { get; init; }

    [Description("Who the player is, and what is at stake.")]
    public required Prose You { get; init; }

    [Description("The scenes; the first is where it starts.")]
    [MinLength(1)]
    [MaxLength(30)]
    public required ImmutableArray<DrillScene> Scenes { get; init; }

    [Description("How it can end.")]
    [MinLength(1)]
    [MaxLength(10)]
    public required ImmutableArray<DrillEnd> Ends { get; init; }

    [Description("The ids of the scripts, checklists and pages that help in the real conversation, the best first.")]
    [MinLength(1)]
    [MaxLength(3)]
    public required ImmutableArray<Reference> LeadsTo { get; init; }

    public override string Kind => "drill";

    public override Prose Summary => When;

    /// <summary>Who needs words today is helped by a script before a game.</summary>
    internal override float Standing => 0.5f;

    /// <summary>Where the moves lead; only of a drill without mistakes.</summary>
    internal DrillMap Map => _map ??= new DrillMap(this);

    internal override IEnumerable<ContentProblem> Check() => DrillMap.Problems(this);
}

/// <summary>A moment of a <see cref="Drill"/>: somebody says something, and the player answers.</summary>
public sealed record DrillScene : Positioned
{
    [Description("Names it among the scenes and the ends.")]
    [MaxLength(40)]
    [RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$", ErrorMessage = "lower-case words with hyphens between them, such as opening")]
    public required string Id { get; init; }

    [Description("Who speaks.")]
    [MaxLength(60)]
    public required string Who { get; init; }

    [Description("What they say.")]
    public required Prose Says { get; init; }

    [Description("What the player can say.")]
    [MinLength(2)]
    [MaxLength(4)]
    public required ImmutableArray<DrillMove> Moves { get; init; }
}

/// <summary>Something that the player can say.</summary>
public sealed record DrillMove : Positioned
{
    [Description("The words.")]
    public required Prose Say { get; init; }

    [Description("What the move is, in two or three words, such as Offer a trade.")]
    [MaxLength(30)]
    public required string Tactic { get; init; }

    [Description("What it is worth.")]
    [Range(0, 3)]
    public required int Points { get; init; }

    [Description("Why it is worth that.")]
    public required Prose Reason { get; init; }

    [Description("The scene or the end that it leads to.")]
    public required Reference Next { get; init; }
}

/// <summary>How a <see cref="Drill"/> can end.</summary>
public sealed record DrillEnd : Positioned
{
    [Description("Names it among the scenes and the ends.")]
    [MaxLength(40)]
    [RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$", ErrorMessage = "lower-case words with hyphens between them, such as agreed")]
    public required string Id { get; init; }

    [Description("How it went, in a few words.")]
    [MaxLength(60)]
    public required string Title { get; init; }

    [Description("What comes of it.")]
    public required Prose Text { get; init; }
}
