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

/// <summary>Erases a person from all stores of a bot in memory.</summary>
internal sealed class InMemoryErasure(TestBot bot) : IErasure
{
    public Task EraseAsync(PersonId person, Instant at, CancellationToken cancellationToken)
    {
        bot.People.Erase(person);
        foreach (var key in bot.KeptForms.Kept.Keys.Where(key => key.Person == person))
        {
            bot.KeptForms.Kept.TryRemove(key, out _);
        }

        foreach (var post in bot.Posts.All.Values.Where(post => post.Author == person))
        {
            bot.Posts.All.TryRemove(post.Id, out _);
        }

        foreach (var key in bot.Answers.All.Keys.Where(key => key.Person == person))
        {
            bot.Answers.All.TryRemove(key, out _);
        }

        bot.Checklists.Erase(person);
        bot.Enrolments.Erase(person);
        bot.Evidence.All.RemoveAll(one => one.Person == person);
        bot.Kpis.Erase(person);
        bot.Scores.All.RemoveAll(one => one.Person == person);
        bot.PersonalTimes.Erase(person);
        bot.Schedules.Erase(person);
        bot.Cadences.Erase(person);
        return Task.CompletedTask;
    }
}
