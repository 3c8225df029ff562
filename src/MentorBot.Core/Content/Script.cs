using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Content;

/// <summary>How soon words are needed.</summary>
public enum Urgency
{
    Now,
    Soon,
    Planned,
}

/// <summary>Words for a hard moment, with blanks to fill in.</summary>
public sealed record Script : TemplateItem
{
    [Description("The need in a person's own words; those that have one are offered to newcomers.")]
    [MaxLength(Limits.ChoiceLabel)]
    public string? Need { get; init; }

    [Description("What a person wants to get done with it, such as say no; the same words in every script.")]
    [MaxEntryLength(Limits.ChoiceLabel)]
    public ImmutableArray<string> Goals { get; init; } = [];

    [Description("Whom it is said to, such as a customer; the same words in every script.")]
    [MaxEntryLength(Limits.ChoiceLabel)]
    public ImmutableArray<string> Counterparts { get; init; } = [];

    [Description("How soon it is needed as a rule: on the spot, in the next days, or with time to prepare.")]
    public ImmutableArray<Urgency> Urgency { get; init; } = [];

    [Description("One sentence on the moment that it is for.")]
    public required Prose When { get; init; }

    [Description("Why it works.")]
    public required Prose Why { get; init; }

    [Description("What the person says: paragraphs and simple lists, with blanks such as {date}.")]
    public required Template Body { get; init; }

    [Description("The three things that people are likeliest to say against it, the likeliest first.")]
    [MinLength(3)]
    [MaxLength(3)]
    public required ImmutableArray<Objection> Objections { get; init; }

    public override string Kind => "script";

    public override Prose Summary => When;

    public override Template Text => Body;

    internal override IEnumerable<string> Phrases => Need is null ? [] : [Need];

    internal override IEnumerable<string> Texts => [When.Plain, Why.Plain, Body.Source, .. Objections.Select(objection => objection.Says)];
}

/// <summary>What somebody says against a <see cref="Script"/>, and the reply to it.</summary>
public sealed record Objection : Positioned
{
    [Description("What they say, in their words.")]
    [MaxLength(150)]
    public required string Says { get; init; }

    [Description("What to reply, in two or three sentences that can be said as they stand.")]
    public required Prose Reply { get; init; }
}
