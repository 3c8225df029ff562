using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Content;

/// <summary>What everyday words have to do with each other, so that a question is found that nobody wrote down.</summary>
public sealed record Vocabulary : ContentItem
{
    [Description("One sentence on which words stand here.")]
    public required Prose When { get; init; }

    [Description("Words that say little by themselves, such as thing or someone.")]
    [MaxEntryLength(40)]
    public ImmutableArray<string> Faint { get; init; } = [];

    [Description("Forms of one word that no rule leads back to it, in a line, the word itself first: break broke broken.")]
    [MaxEntryLength(200)]
    public ImmutableArray<string> Forms { get; init; } = [];

    [Description("Words and expressions that people use for the same thing.")]
    public ImmutableArray<WordGroup> Groups { get; init; } = [];

    public override string Kind => "vocabulary";

    public override Prose Summary => When;

    internal override bool IsForPeople => false;

    internal override IEnumerable<ContentProblem> Check() =>
        ContentProblem.Twice(Groups.Select(group => (group.Name, group.Position)), "group");
}

/// <summary>Words for one thing.</summary>
public sealed record WordGroup : Positioned
{
    [Description("What they have in common, in a word or two.")]
    [MaxLength(40)]
    public required string Name { get; init; }

    [Description("The words and expressions, as people type them.")]
    [MinLength(1)]
    [MaxEntryLength(Limits.ChoiceValue)]
    public required ImmutableArray<string> Words { get; init; }
}
