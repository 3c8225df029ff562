using System.Collections.Immutable;
using MentorBot.Core.Messages;
using NodaTime;

namespace MentorBot.Core.Commands;

/// <summary>Opens forms, keeps each page that comes back, and hands a form on when it is whole and in order.</summary>
public sealed class FormDesk(FeatureMap map, IKeptForms keptForms, ValueReader reader, IClock clock)
{
    /// <summary>Opens the form that a token names; null when no form answers to it.</summary>
    internal async Task<Answer?> OpenAsync(Caller caller, string token, Handling what, CancellationToken cancellationToken)
    {
        var (formToken, page) = TokenParts.SplitResume(token);
        var parts = TokenParts.Of(formToken);
        if (token.Length > Limits.Token || map.FindForm(parts.Name) is not { } form)
        {
            return null;
        }

        what.Name = parts.Name;
        var kept = page is null ? null : await keptForms.FindAsync(caller.Person.Id, formToken, cancellationToken);
        var opened = await form.Open(new FormRequest(caller, kept), parts, cancellationToken);

        // Who opens it afresh gets the same where they have to do so twice, and not what they once left behind.
        return opened is Form blank && page is { } at ? Fill(blank, kept, at, problems: []) : opened;
    }

    /// <summary>A form with what is kept for it filled in, as its resume token opens it again.</summary>
    internal static Form Resume(Form blank, IReadOnlyDictionary<string, string> kept) => Fill(blank, kept, page: 0, problems: []);

    /// <summary>Keeps what was submitted, with the pages before it; null when no form answers to the token.</summary>
    internal async Task<Dictionary<string, string>?> KeepAsync(Caller caller, Submission submission, Handling what, CancellationToken cancellationToken)
    {
        var (token, _) = TokenParts.SplitResume(submission.Token);
        var parts = TokenParts.Of(token);
        if (token.Length > Limits.Token || map.FindForm(parts.Name) is null)
        {
            return null;
        }

        what.Name = parts.Name;

        // A page adds to the others, which were perhaps sent before it to be mended; all pages at once start afresh.
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        if (submission.Page is not null && await keptForms.FindAsync(caller.Person.Id, token, cancellationToken) is { } before)
        {
            foreach (var (name, value) in before)
            {
                kept[name] = value;
            }
        }

        foreach (var (name, value) in submission.Values)
        {
            kept[name] = value;
        }

        await keptForms.SaveAsync(caller.Person.Id, token, kept, clock.GetCurrentInstant(), cancellationToken);
        what.IsKept = true;
        return kept;
    }

    /// <summary>Carries a form out, or asks for what is missing or wrong in it.</summary>
    /// <param name="kept">What <see cref="KeepAsync"/> kept of it.</param>
    internal async Task<Answer> SubmitAsync(
        Caller caller,
        Submission submission,
        Dictionary<string, string> kept,
        Handling what,
        CancellationToken cancellationToken)
    {
        var (token, _) = TokenParts.SplitResume(submission.Token);
        var parts = TokenParts.Of(token);
        var form = map.FindForm(parts.Name)!;
        var opened = await form.Open(new FormRequest(caller, kept), parts, cancellationToken);
        if (opened is not Form blank)
        {
            // The form is gone, so what was kept for it can never be sent: give the words back, and the reason if there is one.
            what.Outcome = "stale";
            await keptForms.RemoveAsync(caller.Person.Id, token, cancellationToken);
            return Apologies.ForStaleForm(kept, opened as Reply);
        }

        var page = submission.Page is { } shown ? Math.Clamp(shown, 0, blank.Pages.Length - 1) : (int?)null;
        var due = page is { } only ? blank.Pages[only].Fields.AsEnumerable() : blank.Fields;
        if (Settle(kept, blank, due, submission.Values))
        {
            await keptForms.SaveAsync(caller.Person.Id, token, kept, clock.GetCurrentInstant(), cancellationToken);
        }

        var (_, problems) = await ReadAsync(due, kept, caller, submission, cancellationToken);
        if (problems.Count > 0)
        {
            what.Outcome = "refused";
            return Fill(blank, kept, page ?? FirstPageWith(problems, blank), problems);
        }

        if (page is { } done && done < blank.Pages.Length - 1)
        {
            return Fill(blank, kept, done + 1, problems: []);
        }

        (var values, problems) = await ReadAsync(blank.Fields, kept, caller, submission, cancellationToken);
        if (problems.Count > 0)
        {
            what.Outcome = "refused";
            return Fill(blank, kept, FirstPageWith(problems, blank), problems);
        }

        var answer = await form.Submit(new FormSubmission(caller, values), parts, cancellationToken)
            ?? throw new InvalidOperationException($"The form {parts.Name} opened for a token that it can't be submitted with.");
        if (answer is Form { Problems.Count: > 0 } again)
        {
            what.Outcome = "refused";
            if (again.Token != token)
            {
                // It asks anew, for what has changed meanwhile, and what was written goes along.
                await keptForms.SaveAsync(caller.Person.Id, again.Token, kept, clock.GetCurrentInstant(), cancellationToken);
                await keptForms.RemoveAsync(caller.Person.Id, token, cancellationToken);
            }

            return Fill(again, kept, FirstPageWith(again.Problems, again), again.Problems);
        }

        await keptForms.RemoveAsync(caller.Person.Id, token, cancellationToken);
        return answer;
    }

    /// <summary>Takes out what the form doesn't ask for and what was left blank this time; true when that was anything.</summary>
    private static bool Settle(Dictionary<string, string> kept, Form form, IEnumerable<FormField> due, IReadOnlyDictionary<string, string> submitted)
    {
        var before = kept.Count;
        var asked = form.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        asked.ExceptWith(due.Select(field => field.Name).Where(name => !submitted.ContainsKey(name)));
        foreach (var name in kept.Keys.Where(name => !asked.Contains(name)).ToArray())
        {
            kept.Remove(name);
        }

        return kept.Count < before;
    }

    private async Task<(Values Values, ImmutableDictionary<string, string> Problems)> ReadAsync(
        IEnumerable<FormField> fields,
        Dictionary<string, string> raw,
        Caller caller,
        Submission submission,
        CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        var problems = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var text = raw.GetValueOrDefault(field.Name)?.Trim();
            if (string.IsNullOrEmpty(text))
            {
                if (field.Required)
                {
                    problems[field.Name] = "This one is needed.";
                }

                continue;
            }

            // Pickers send the bare id, people type a mark before it, and a typed line has the whole mention.
            var marked = field switch
            {
                PersonField when text[0] != '<' => $"<@{(text[0] == '@' ? text[1..] : text)}>",
                ChannelField when text[0] != '<' => $"<#{(text[0] == '#' ? text[1..] : text)}>",
                _ => text,
            };
            IReadOnlyList<Choice> choices = field is ChoiceField choice ? choice.Choices : [];
            var (value, problem) = field is DateField { LooksBack: true }
                ? await reader.ReadPastDateAsync(marked, caller, cancellationToken)
                : await reader.ReadAsync(ValueReader.KindOf(field), marked, choices, caller, submission.Names, cancellationToken);
            if (problem is not null)
            {
                problems[field.Name] = problem;
            }
            else
            {
                values[field.Name] = value!;
            }
        }

        return (new Values(values), problems.ToImmutable());
    }

    private static int FirstPageWith(ImmutableDictionary<string, string> problems, Form form)
    {
        for (var page = 0; page < form.Pages.Length; page++)
        {
            if (form.Pages[page].Fields.Any(field => problems.ContainsKey(field.Name)))
            {
                return page;
            }
        }

        return 0;
    }

    /// <summary>The form at a page, what was submitted in place of what it suggested.</summary>
    private static Form Fill(Form form, IReadOnlyDictionary<string, string>? kept, int page, ImmutableDictionary<string, string> problems)
    {
        var shown = Math.Clamp(page, 0, form.Pages.Length - 1);
        return form with
        {
            Pages = kept is null
                ? form.Pages
                : [.. form.Pages.Select(one => new FormPage([.. one.Fields.Select(field =>
                    kept.TryGetValue(field.Name, out var value) ? field with { Value = value } : field)]))],
            Page = shown,
            Problems = problems,
            ResumeToken = TokenParts.ToResume(form.Token, shown),
        };
    }
}
