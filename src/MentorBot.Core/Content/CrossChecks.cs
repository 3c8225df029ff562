namespace MentorBot.Core.Content;

/// <summary>Finds the mistakes that show only when all items are seen together: ids that are taken, and ids that nothing has.</summary>
internal static class CrossChecks
{
    /// <param name="hidden">The ids that a team hides on purpose: what leads to them is no mistake.</param>
    internal static void Run(IReadOnlyCollection<ContentItem> items, IReadOnlyCollection<string> hidden, ICollection<ContentProblem> problems)
    {
        var ids = new Dictionary<string, ContentItem>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (!ids.TryAdd(item.Id, item))
            {
                problems.Add(new ContentProblem(item.Position, $"The id `{item.Id}` is taken by {ids[item.Id].Position.File}. Expected an id of its own, over all kinds."));
            }
        }

        foreach (var part in items.SelectMany(item => item.Rewrites).Where(part => ids.ContainsKey(part.Id)))
        {
            problems.Add(new ContentProblem(ids[part.Id].Position, $"The id `{part.Id}` is that of a text in {part.Position.File}. Expected an id of its own, over all kinds."));
        }

        // A question is nothing without its kind, so that hiding the kind alone is a mistake, too.
        foreach (var question in items.OfType<Question>())
        {
            Expect<QuestionKind>(question.Type, "question kind", mayBeHidden: false);
        }

        foreach (var phrase in items.OfType<Phrase>())
        {
            Expect<Script>(phrase.Script, "script", mayBeHidden: true);
        }

        foreach (var cadence in items.OfType<Cadence>())
        {
            Expect<Dashboard>(cadence.Dashboard, "dashboard", mayBeHidden: true);
        }

        foreach (var (item, next) in items.SelectMany(item => LeadsTo(item).Select(next => (item, next))))
        {
            if (!hidden.Contains(next.Id) && (next.Id == item.Id || ids.GetValueOrDefault(next.Id) is not { IsForPeople: true }))
            {
                problems.Add(new ContentProblem(next.Position, $"`{next.Id}` leads nowhere. Expected the id of another item that people can open."));
            }
        }

        void Expect<T>(Reference? reference, string noun, bool mayBeHidden)
        {
            if (reference is not null && !(mayBeHidden && hidden.Contains(reference.Id)) && ids.GetValueOrDefault(reference.Id) is not T)
            {
                problems.Add(new ContentProblem(reference.Position, $"There is no {noun} `{reference.Id}`. Expected the id of a {noun}."));
            }
        }
    }

    private static IEnumerable<Reference> LeadsTo(ContentItem item) => item switch
    {
        ReadingItem reading => reading.LeadsTo,
        Rubric rubric => rubric.Levels.Concat(rubric.Criteria.SelectMany(criterion => criterion.Levels)).SelectMany(level => level.LeadsTo).Concat(rubric.Criteria.SelectMany(criterion => criterion.LeadsTo)),
        Drill drill => drill.LeadsTo,
        QuestionKind kind => kind.LeadsTo,
        Asked asked => asked.For.Select(one => one.Item),
        _ => [],
    };
}
