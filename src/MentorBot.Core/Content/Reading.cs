using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Content;

/// <summary>Content to read: it answers questions, and leads on to what helps.</summary>
public abstract record ReadingItem : ContentItem
{
    [Description("Whole questions that it answers, the one that people ask most first.")]
    [MinLength(1)]
    [MaxEntryLength(Limits.ChoiceLabel)]
    public required ImmutableArray<string> Questions { get; init; }

    [Description("The ids of what helps next, the best first: a script, a checklist, a plan, or more to read.")]
    [MaxLength(Limits.ButtonsInARow)]
    public ImmutableArray<Reference> LeadsTo { get; init; } = [];

    [Description("When its figures held, as far as the source says, such as 2024.")]
    [MaxLength(80)]
    public string? AsOf { get; init; }

    internal override float Standing => 0.9f;

    internal override IEnumerable<string> Phrases => Questions;
}

/// <summary>The answer to a question that people ask again and again.</summary>
public sealed record AnsweredQuestion : ReadingItem
{
    [Description("The answer in a sentence or two.")]
    public required Prose Short { get; init; }

    [Description("What more there is to know, a point each.")]
    [MaxLength(8)]
    public ImmutableArray<Prose> Points { get; init; } = [];

    [Description("Whether nothing else is offered with it where it fits best: in an emergency there is nothing to choose.")]
    public bool Alone { get; init; }

    public override string Kind => "answer";

    public override Prose Summary => Short;

    internal override bool ComesAlone => Alone;

    internal override IEnumerable<string> Texts => [Short.Plain, .. Points.Select(point => point.Plain)];
}
