using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Evidence;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Plans;

/// <summary>Ends a plan: the last words, and a summary to keep.</summary>
internal sealed class PlanEnd(OwnPlans own, IEvidenceStore evidence, ContentLibrary library)
{
    /// <summary>Finishes a plan and returns its last message.</summary>
    public async Task<ImmutableArray<Block>> FinishAsync(RunningPlan plan, CancellationToken cancellationToken)
    {
        var blocks = await LastWordsAsync(plan, cancellationToken);
        await own.EndAsync(plan.Enrolment, EnrolmentState.Finished, cancellationToken);
        return blocks;
    }

    public async Task<ImmutableArray<Block>> LastWordsAsync(RunningPlan plan, CancellationToken cancellationToken)
    {
        var (done, all) = (plan.StepsDone, plan.Plan.Steps.Length);
        var others = library.Pack.All<Plan>().Where(other => other.Id != plan.Enrolment.PlanId).ToList();
        var words = done == all
            ? "That was the last step, and you've done all of them. Well done: what you have to show now stays with you."
            : done == 0
                ? "Your plan has come to its end. Thank you for giving it a try; its steps are in the summary, for whenever they fit."
                : $"Your plan has come to its end, with {done} of {all} steps to show. Well done; the open ones are in the summary, for whenever they fit.";
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Heading(Limits.Shorten($"Finished: {plan.Enrolment.Title}", Limits.Heading)));
        blocks.Add(new Paragraph(words));
        blocks.Add(await SummaryAsync(plan, cancellationToken));
        if (others.Count > 0)
        {
            blocks.Add(ItemCards.Chooser("What you could do next", others));
        }

        return blocks.DrainToImmutable();
    }

    /// <summary>All that was done, with its proof, as a document.</summary>
    public async Task<FileBlock> SummaryAsync(RunningPlan plan, CancellationToken cancellationToken)
    {
        var proof = (await evidence.OfSubjectAsync(plan.Enrolment.Person, OwnPlans.Feature, plan.Enrolment.Id, cancellationToken)).ToDictionary(one => one.Part);
        return new FileBlock($"{plan.Enrolment.PlanId}.md", "text/markdown", Encoding.UTF8.GetBytes(Write(plan, proof)));
    }

    private static string Write(RunningPlan plan, Dictionary<int, EvidenceRecord> proof)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(EvidenceFile.Plain(plan.Enrolment.Title)).Append("\n\n");
        text.Append(plan.Clock.Start is { } start && start <= plan.Today ? $"{EvidenceFile.Full(start)} to {EvidenceFile.Full(plan.Today)}" : EvidenceFile.Full(plan.Today))
            .Append($" · {plan.StepsDone} of {plan.Plan.Steps.Length} steps done\n");
        foreach (var question in plan.Plan.Questions.Where(question => plan.Enrolment.Answers.ContainsKey(question.Name)))
        {
            text.Append($"\n- {question.Label}: {EvidenceFile.Plain(plan.Enrolment.Answers[question.Name])}");
        }

        text.Append(plan.Plan.Questions.IsEmpty ? string.Empty : "\n");
        foreach (var step in Enumerable.Range(1, plan.Plan.Steps.Length).Where(plan.IsStepDone))
        {
            text.Append($"\n## {step}. {EvidenceFile.Plain(plan.Plan.Steps[step - 1].Title)}\n");
            foreach (var mark in plan.Enrolment.Marks.Where(mark => mark.Kind == MarkKind.Done && plan.StepOf(mark.Part) == step).OrderBy(mark => mark.Part))
            {
                text.Append($"\nDone on {EvidenceFile.Full(mark.On)}\n");
                if (proof.GetValueOrDefault(mark.Part) is { } noted)
                {
                    EvidenceFile.AddProof(text, noted);
                }
            }
        }

        AddNext(text, plan);
        return text.ToString();
    }

    private static void AddNext(StringBuilder text, RunningPlan plan)
    {
        var open = Enumerable.Range(1, plan.Plan.Steps.Length).Where(step => !plan.IsStepDone(step)).ToList();
        if (open.Count > 0)
        {
            text.Append("\n## Still open\n");
            foreach (var step in open.Select(number => plan.Plan.Steps[number - 1]))
            {
                text.Append($"\n- {EvidenceFile.Plain(step.Title)}. In five minutes: {EvidenceFile.Plain(PlainText.Of(step.FiveMinutes.Fill(plan.Enrolment.Answers)))}");
            }

            text.Append('\n');
        }

        text.Append("\n## What next\n\n")
            .Append(open.Count > 0 ? "- Choose one open step, and start with its five-minute version.\n" : string.Empty)
            .Append("- Show this page to your manager or to a colleague whom you trust.\n")
            .Append("- Keep the two results that you are proudest of for your next review.\n");
    }
}
