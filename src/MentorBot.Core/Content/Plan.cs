using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Content;

/// <summary>Steps to take over days or weeks, with proof of each: people enrol and are nudged.</summary>
public sealed record Plan : ContentItem
{
    [Description("The need in a person's own words; those that have one are offered to newcomers.")]
    [MaxLength(Limits.ChoiceLabel)]
    public string? Need { get; init; }

    [Description("One sentence on the moment that it is for.")]
    public required Prose When { get; init; }

    [Description("Why it is worth the days.")]
    public required Prose Why { get; init; }

    [Description("How many calendar days it spans, absence not counted; without it, every step takes one working day.")]
    [Range(1, 366)]
    public int? Days { get; init; }

    [Description("What is asked when somebody enrols; steps may use the answers as blanks.")]
    [MaxLength(Limits.FieldsInAPage - 2)]
    public ImmutableArray<Placeholder> Questions { get; init; } = [];

    [Description("The steps, in order.")]
    [MinLength(1)]
    [MaxLength(40)]
    public required ImmutableArray<PlanStep> Steps { get; init; }

    public override string Kind => "plan";

    public override Prose Summary => When;

    internal override IEnumerable<string> Phrases => Need is null ? [] : [Need];

    internal override IEnumerable<string> Texts => [When.Plain, Why.Plain, .. Steps.SelectMany(step => (string[])[step.Title, step.Task.Source, step.Why.Plain])];

    internal override IEnumerable<ContentProblem> Check()
    {
        var known = Questions.Select(question => question.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var step in Steps)
        {
            foreach (var text in step.Texts)
            {
                foreach (var blank in text.Blanks.Where(blank => !known.Contains(blank)))
                {
                    yield return new ContentProblem(text.Position, $"The text has the blank {{{blank}}}, but `questions` doesn't ask for it.");
                }
            }
        }

        var last = 0;
        foreach (var step in Steps)
        {
            if ((Days is null) != (step.Until is null))
            {
                yield return new ContentProblem(step.Position, Days is null
                    ? "`until` belongs to plans that have `days`."
                    : "`until` is missing. Expected the last day of this step, counted from the first day of the plan.");
            }
            else if (step.Until is { } until && until <= last)
            {
                yield return new ContentProblem(step.Position, $"`until` is {until}. Expected a day after {last}, where the step before ends.");
            }

            last = step.Until ?? last;
        }

        if (Days is { } days && last != 0 && last != days)
        {
            yield return new ContentProblem(Steps[^1].Position, $"The last step ends on day {last}. Expected {days}, the length of the plan.");
        }
    }
}

/// <summary>One step of a <see cref="Plan"/>: what to do, why, and how to tell that it is done.</summary>
public sealed record PlanStep : Positioned
{
    [Description("What the step is called.")]
    [MaxLength(60)]
    public required string Title { get; init; }

    [Description("In a plan that has days: the last day of the step, counted from the first day of the plan.")]
    [Range(1, 366)]
    public int? Until { get; init; }

    [Description("What to do, in two or three sentences; it may have the answers to the questions as blanks.")]
    public required Template Task { get; init; }

    [Description("Why it matters.")]
    public required Prose Why { get; init; }

    [Description("How to tell that it is done.")]
    public required Template DoneWhen { get; init; }

    [Description("The version for a day with five minutes to spare.")]
    public required Template FiveMinutes { get; init; }

    [Description("What to note down as proof.")]
    public required Prose Evidence { get; init; }

    [Description("In a step of several days: what each working day brings, in order; the last one comes again if there are more days.")]
    public ImmutableArray<Template> Nudges { get; init; } = [];

    /// <summary>All that may have blanks.</summary>
    internal IEnumerable<Template> Texts => [Task, DoneWhen, FiveMinutes, .. Nudges];
}
