using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Content;

/// <summary>What tells somebody at a glance how things stand: what people look for, or what warns of trouble.</summary>
public sealed record Signals : ReadingItem
{
    [Description("One sentence on whom it tells what, and when to look at it.")]
    public required Prose When { get; init; }

    [Description("The signals, the strongest first.")]
    [MinLength(1)]
    [MaxLength(12)]
    public required ImmutableArray<Signal> Items { get; init; }

    public override string Kind => "signals";

    public override Prose Summary => When;

    internal override IEnumerable<string> Texts => [When.Plain, .. Items.SelectMany(item => (string[])[item.Text, item.Why.Plain, item.Do?.Plain ?? string.Empty])];
}

/// <summary>One thing to notice.</summary>
public sealed record Signal : Positioned
{
    [Description("What can be seen or heard, in a few words.")]
    [MaxLength(Limits.ChoiceLabel)]
    public required string Text { get; init; }

    [Description("What it tells, in a sentence.")]
    public required Prose Why { get; init; }

    [Description("What to do about it.")]
    public Prose? Do { get; init; }
}
