using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Content;

/// <summary>A kind of content: its name, its folder below the content folder, and the type that a file is read into.</summary>
public sealed record ContentKind(string Name, string Folder, Type Type)
{
    /// <summary>Every kind there is. A new one is a line here and a type below.</summary>
    public static readonly ImmutableArray<ContentKind> All =
    [
        new("script", "scripts", typeof(Script)),
        new("checklist", "checklists", typeof(Checklist)),
        new("cadence", "cadences", typeof(Cadence)),
        new("phrase", "phrases", typeof(Phrase)),
        new("plan", "plans", typeof(Plan)),
        new("holidays", "holidays", typeof(Schedules.HolidaySet)),
        new("dashboard", "dashboards", typeof(Dashboard)),
        new("answer", "answers", typeof(AnsweredQuestion)),
        new("signals", "signals", typeof(Signals)),
        new("career", "career", typeof(Career)),
        new("learning", "learning", typeof(Learning)),
        new("habit", "habits", typeof(Habit)),
        new("question-kind", "question-kinds", typeof(QuestionKind)),
        new("question", "questions", typeof(Question)),
        new("drill", "drills", typeof(Drill)),
        new("rubric", "rubrics", typeof(Rubric)),
        new("vocabulary", "vocabulary", typeof(Vocabulary)),
        new("asked", "asked", typeof(Asked)),
    ];
}

/// <summary>Things to see to, each with the reason why.</summary>
public sealed record Checklist : TemplateItem
{
    private Template? _text;

    [Description("The need in a person's own words; those that have one are offered to newcomers.")]
    [MaxLength(Limits.ChoiceLabel)]
    public string? Need { get; init; }

    [Description("One sentence on the moment that it is for.")]
    public required Prose When { get; init; }

    [Description("What to see to, in order.")]
    [MinLength(1)]
    [MaxLength(50)]
    public required ImmutableArray<ChecklistItem> Items { get; init; }

    public override string Kind => "checklist";

    public override Prose Summary => When;

    /// <summary>The items as a numbered list, which is what is posted of a checklist that nobody works through.</summary>
    public override Template Text =>
        _text ??= Template.OfItems(Position, Items.Select(item => item.Text));

    internal override IEnumerable<string> Phrases => Need is null ? [] : [Need];

    internal override IEnumerable<string> Texts =>
        [When.Plain, .. Items.SelectMany(item => (string[])[item.Text, item.Why.Plain, .. item.Questions.Select(question => question.Plain)])];
}

/// <summary>One thing to see to.</summary>
public sealed record ChecklistItem : Positioned
{
    [Description("A short imperative.")]
    [MaxLength(Limits.ChoiceLabel)]
    public required string Text { get; init; }

    [Description("One sentence on why it matters.")]
    public required Prose Why { get; init; }

    [Description("Questions to ask oneself.")]
    public ImmutableArray<Prose> Questions { get; init; } = [];
}

/// <summary>How often a <see cref="Cadence"/> comes round.</summary>
public enum Rhythm
{
    Daily,
    Weekly,
    Monthly,
    OnDemand,
}

/// <summary>A regular word to the people around a team, and the template for it.</summary>
public sealed record Cadence : TemplateItem
{
    [Description("One sentence on the moment that it is for.")]
    public required Prose When { get; init; }

    [Description("How often it comes round.")]
    public required Rhythm Rhythm { get; init; }

    [Description("How long it takes or may become, such as 15 minutes or one page.")]
    [MaxLength(40)]
    public required string Length { get; init; }

    [Description("Why it is worth doing.")]
    public required Prose Why { get; init; }

    [Description("What is filled in and posted: paragraphs and simple lists, with blanks such as {progress}.")]
    public required Template Body { get; init; }

    [Description("The dashboard whose KPIs are looked at.")]
    public Reference? Dashboard { get; init; }

    public override string Kind => "cadence";

    public override Prose Summary => When;

    public override Template Text => Body;

    internal override IEnumerable<string> Texts => [When.Plain, Why.Plain, Body.Source];
}

/// <summary>A sentence that goes down badly, and what to say instead.</summary>
public sealed record Phrase : TemplateItem
{
    [Description("What people say.")]
    [MaxLength(200)]
    public required string InsteadOf { get; init; }

    [Description("What lands better; it may have blanks such as {timeframe}.")]
    public required Template Say { get; init; }

    [Description("Why it lands better.")]
    public required Prose Because { get; init; }

    [Description("Phrases and variants that find it.")]
    [MinLength(1)]
    [MaxEntryLength(Limits.ChoiceValue)]
    public required ImmutableArray<Wording> Triggers { get; init; }

    [Description("The script that says the same at length.")]
    public Reference? Script { get; init; }

    public override string Kind => "phrase";

    public override Prose Summary => Because;

    public override Template Text => Say;

    internal override float Standing => 0.94f;

    internal override IEnumerable<string> Phrases => [InsteadOf, .. Triggers.Select(trigger => trigger.Text)];

    internal override IEnumerable<string> Texts => [Say.Source, Because.Plain];
}

/// <summary>The id of another item, which has to exist.</summary>
public sealed record Reference(string Id, Position Position);
