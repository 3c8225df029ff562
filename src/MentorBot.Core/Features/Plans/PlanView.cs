using System.Collections.Immutable;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;
using NodaTime;

namespace MentorBot.Core.Features.Plans;

/// <summary>How the steps of a plan look.</summary>
internal static class PlanView
{
    /// <summary>What comes on a date, with what can be done with it.</summary>
    /// <param name="entry">The entry that can be snoozed; null where somebody asked for the step themselves.</param>
    public static ImmutableArray<Block> Of(RunningPlan plan, PlanDay day, LocalDate date, long? entry)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        var buttons = new List<Button>();
        if (day.Part is { } part && !plan.IsDone(part))
        {
            AddStep(blocks, plan, part, day.Nth);
            buttons.Add(new Button("Done", PlanStepFeature.Done.Token(plan.Enrolment.Id, part), ButtonStyle.Primary));
        }

        if (day.Again is { } again && !plan.IsDone(again))
        {
            var step = plan.Step(again);
            blocks.AddRange(Labelled(blocks.Count == 0 ? "Once more, if you like:" : "Also still here, if you like:", [new Paragraph(Line.Bold(step.Title)), .. step.FiveMinutes.Fill(plan.Enrolment.Answers)]));
            buttons.Add(new Button(Limits.Shorten($"Done: {step.Title}", Limits.ButtonLabel), PlanStepFeature.Done.Token(plan.Enrolment.Id, again)));
        }

        buttons.Add(new Button("Skip today", PlanStepFeature.Skip.Token(plan.Enrolment.Id, DateNumber.Of(date))));
        buttons.Add(new Button("Stop this", PlanFeature.Stop.Token(plan.Enrolment.Id)));
        blocks.Add(new Buttons([.. buttons]));
        if (entry is { } id)
        {
            blocks.Add(new Select("Snooze", PlanStepFeature.Snooze.Token(plan.Enrolment.Id, id), Snoozes.Choices));
        }

        blocks.Add(new ContextLine((Line)"From your plan " + Line.Italic(plan.Enrolment.Title) + " · only you can see it"));
        return blocks.DrainToImmutable();
    }

    /// <summary>What comes on a date, as one part of a digest.</summary>
    public static ImmutableArray<Block> Brief(RunningPlan plan, PlanDay day, LocalDate date, long entry)
    {
        var parts = new[] { day.Part, day.Again }.OfType<int>().Where(part => !plan.IsDone(part)).ToList();
        var blocks = ImmutableArray.CreateBuilder<Block>();
        var buttons = new List<Button>();
        foreach (var part in parts)
        {
            var title = plan.Step(part).Title;
            blocks.Add(new Paragraph(buttons.Count == 0
                ? Line.Bold(TitleOf(plan, part)) + $" · {plan.Enrolment.Title}"
                : (Line)"Also still here, if you like: " + Line.Bold(title)));
            blocks.AddRange(Labelled("In five minutes:", plan.Step(part).FiveMinutes.Fill(plan.Enrolment.Answers)));
            buttons.Add(new Button(buttons.Count == 0 ? "Done" : Limits.Shorten($"Done: {title}", Limits.ButtonLabel), PlanStepFeature.Done.Token(plan.Enrolment.Id, part)));
        }

        buttons.Add(new Button("The whole step", PlanFeature.Show.Token(plan.Enrolment.Id)));
        buttons.Add(new Button("Skip today", PlanStepFeature.Skip.Token(plan.Enrolment.Id, DateNumber.Of(date))));
        buttons.Add(new Button("Stop this", PlanFeature.Stop.Token(plan.Enrolment.Id)));
        blocks.Add(new Buttons([.. buttons]));
        blocks.Add(new Select("Snooze", PlanStepFeature.Snooze.Token(plan.Enrolment.Id, entry), Snoozes.Choices));
        return blocks.DrainToImmutable();
    }

    /// <summary>Such as "Step 3 of 7: Mentor a junior colleague".</summary>
    public static string TitleOf(RunningPlan plan, int part)
    {
        var step = plan.Step(part).Title;
        return plan.Plan.Days is { } days ? $"Day {part} of {days}: {step}" : $"Step {part} of {plan.Plan.Steps.Length}: {step}";
    }

    public static Line Entry(RunningPlan plan)
    {
        var steps = plan.Plan.Steps.Length;
        var state = plan.Enrolment.State == EnrolmentState.Paused ? "paused" : WhatIsNext(plan);
        return Line.Bold(plan.Enrolment.Title) + $" · {plan.StepsDone} of {steps} steps done · {state}";
    }

    /// <summary>When the plan goes on, as a part of a sentence.</summary>
    public static string WhatIsNext(RunningPlan plan)
    {
        if (plan.Time.Paused)
        {
            return "you've paused everything, so it goes on once you resume";
        }

        var today = plan.Today;
        var calendar = plan.Time.Calendar;
        var isToday = calendar.IsAtWork(today) && plan.Clock.Start <= today && !plan.Enrolment.IsSkipped(today)
            && plan.Clock.On(today) is { IsOver: false } day && ((day.Part is { } part && !plan.IsDone(part)) || (day.Again is { } again && !plan.IsDone(again)));
        if (isToday)
        {
            return "today's step is waiting for you";
        }

        var away = calendar.IsAway(today) ? "away until then; " : string.Empty;
        return plan.Clock.NextDay(today) is { } next
            ? plan.Clock.On(next).IsOver ? $"{away}the summary comes on {TimeWords.DayInWords(plan.ArrivalOf(next))}" : $"{away}the next step comes on {TimeWords.DayInWords(plan.ArrivalOf(next))}"
            : "nothing comes while there are no working days";
    }

    public static Reply IsPaused(Enrolment enrolment) => Reply.Of(
        new Paragraph((Line)"Your plan " + Line.Italic(enrolment.Title) + " is paused, so nothing of it comes until you resume it."),
        new Buttons([new Button("Resume it", PlanFeature.Resume.Token(enrolment.Id), ButtonStyle.Primary)]));

    public static Reply HasEnded(Enrolment enrolment) => Reply.Say(
        (Line)"Your plan " + Line.Italic(enrolment.Title) + (enrolment.State == EnrolmentState.Finished ? " is finished" : " is stopped") + ", and nothing was changed. What you did and noted in it stays yours.");

    private static void AddStep(ImmutableArray<Block>.Builder blocks, RunningPlan plan, int part, int nth)
    {
        var step = plan.Step(part);
        var answers = plan.Enrolment.Answers;
        blocks.Add(new Heading(Limits.Shorten(TitleOf(plan, part), Limits.Heading)));
        if (step.Nudges.IsEmpty)
        {
            blocks.AddRange(step.Task.Fill(answers));
        }
        else
        {
            blocks.AddRange(step.Nudges[Math.Clamp(nth, 1, step.Nudges.Length) - 1].Fill(answers));
            blocks.AddRange(Labelled($"Step {plan.StepOf(part)} of {plan.Plan.Steps.Length}, until day {step.Until}:", step.Task.Fill(answers)));
        }

        blocks.Add(new Paragraph(Line.Bold("Why:") + " " + step.Why.Line));
        blocks.AddRange(Labelled("Done when:", step.DoneWhen.Fill(answers)));
        blocks.AddRange(Labelled("In five minutes:", step.FiveMinutes.Fill(answers)));
        blocks.Add(new Paragraph(Line.Bold("Worth noting down:") + " " + step.Evidence.Line));
    }

    /// <summary>Blocks whose first paragraph begins with a label.</summary>
    private static IEnumerable<Block> Labelled(string label, ImmutableArray<Block> blocks) =>
        blocks is [Paragraph first, ..]
            ? blocks.RemoveAt(0).Prepend(new Paragraph(Line.Bold(label) + " " + first.Text))
            : blocks.Prepend(new Paragraph(Line.Bold(label)));
}
