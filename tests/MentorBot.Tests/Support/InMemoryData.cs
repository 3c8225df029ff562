using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Tests.Support;

/// <summary>One kind of a person's rows, for an export.</summary>
internal sealed class InMemoryData(string section, Func<PersonId, IEnumerable<IReadOnlyDictionary<string, object?>>> rows) : IPersonalData
{
    public string Section => section;

    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> ExportAsync(PersonId person, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyDictionary<string, object?>>>([.. rows(person)]);
}

/// <summary>Erases a person from all stores in memory.</summary>
internal sealed class InMemoryErasure(InMemoryPeople people, InMemoryKeptForms forms, InMemoryPosts posts, InMemoryAnswers answers, InMemoryChecklists checklists, InMemoryCadences cadences) : IErasure
{
    public Task EraseAsync(PersonId person, Instant at, CancellationToken cancellationToken)
    {
        people.Erase(person);
        foreach (var key in forms.Kept.Keys.Where(key => key.Person == person))
        {
            forms.Kept.TryRemove(key, out _);
        }

        foreach (var post in posts.All.Values.Where(post => post.Author == person))
        {
            posts.All.TryRemove(post.Id, out _);
        }

        foreach (var key in answers.All.Keys.Where(key => key.Person == person))
        {
            answers.All.TryRemove(key, out _);
        }

        foreach (var run in checklists.All.Values.Where(run => run.Starter?.Id == person && !run.IsShared))
        {
            checklists.All.TryRemove(run.Id, out _);
        }

        cadences.Erase(person);

        return Task.CompletedTask;
    }
}
