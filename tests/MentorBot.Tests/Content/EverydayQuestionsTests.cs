using MentorBot.Core.Content;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Content;

/// <summary>What people ask who have not read the library's list; written before anybody wrote its synonyms.</summary>
public sealed class EverydayQuestionsTests
{
    private const int MostMissed = 3;

    private static readonly (string Asked, string Expected)[] Questions =
    [
        ("do I need a computer science degree", "need-a-degree"),
        ("can I become a developer without university", "need-a-degree"),
        ("what should I be good at as a backend dev", "developer-skills"),
        ("which skills do seniors need", "senior-skills"),
        ("what is the difference between mid and senior", "senior-difference"),
        ("am I a senior yet", "senior-difference"),
        ("how do I show that I can lead", "show-leadership"),
        ("I am bad at explaining technical stuff", "better-communication"),
        ("how do I explain things to non technical people", "better-communication"),
        ("why do soft skills matter", "why-communication"),
        ("what keeps people from becoming senior", "mistakes-towards-senior"),
        ("what makes a good resume", "achievements-on-a-resume"),
        ("what can I ask them at the end of an interview", "questions-to-ask"),
        ("how do I get ready for a coding interview", "prepare-for-an-interview"),
        ("technical interview next week", "prepare-for-an-interview"),
        ("how do I keep up with new technology", "stay-up-to-date"),
        ("everything changes so fast", "stay-up-to-date"),
        ("what numbers will I be measured by", "senior-kpis"),
        ("how do I get better at backend", "improve-skills"),
        ("frontend or backend which is for me", "frontend-or-backend"),
        ("who do I work with every day", "work-with-other-teams"),
        ("do I have to code alone all day", "work-with-other-teams"),
        ("biggest problems backend developers face", "common-challenges"),
        ("is backend development difficult to learn", "how-hard-is-it"),
        ("is it a good job for the future", "good-career"),
        ("can I work from home", "work-environment"),
        ("will I have to work overtime", "work-environment"),
        ("what is it like to be a backend developer", "what-it-is-like"),
        ("what do recruiters look for", "hiring-scan-developer"),
        ("what do hiring managers want in a senior", "hiring-scan-senior"),
        ("why was I rejected", "candidate-red-flags"),
        ("things not to say in an interview", "interview-red-flags"),
        ("is my team toxic", "toxic-team-red-flags"),
        ("signs of a bad workplace", "toxic-team-red-flags"),
        ("should I take a job at this company", "toxic-team-red-flags"),
        ("the worst mistake when applying for senior", "fatal-mistake-senior"),
        ("I only talk about technology in interviews", "fatal-mistake-developer"),
        ("typical beginner mistakes", "common-mistakes"),
        ("what comes after senior", "ladder"),
        ("how do I become a manager", "ladder"),
        ("what does a backend developer do all day", "role"),
        ("job description", "role"),
        ("what does a junior do", "levels"),
        ("tasks of a mid level developer", "levels"),
        ("which kinds of backend developers are there", "specialisations"),
        ("should I specialise in databases or security", "specialisations"),
        ("what does a backend developer earn", "pay"),
        ("average salary", "pay"),
        ("how much do startups pay", "pay"),
        ("where are the jobs", "market"),
        ("will AI take my job", "market"),
        ("a good book to read", "books"),
        ("online course", "courses"),
        ("something to listen to on the train", "podcasts"),
        ("where can I meet other developers", "communities"),
        ("which tools should I know", "tools"),
        ("who should I follow", "thought-leaders"),
        ("stories of people who made it", "success-stories"),
        ("how do I keep hackers out", "security"),
        ("my first open source contribution", "open-source"),
    ];

    /// <summary>Written after the synonyms, in other words than theirs, and left alone since: how it does for somebody new.</summary>
    private static readonly (string Asked, string Expected)[] HeldOut =
    [
        ("can an autodidact get a developer job", "need-a-degree"),
        ("managers never get what I am saying", "better-communication"),
        ("what do I have to know to work on servers", "developer-skills"),
        ("key strengths of a senior dev", "senior-skills"),
        ("how is a senior different", "senior-difference"),
        ("why do they never make me senior", "mistakes-towards-senior"),
        ("how should my CV look", "achievements-on-a-resume"),
        ("which questions impress an interviewer", "questions-to-ask"),
        ("how do I practise for interviews", "prepare-for-an-interview"),
        ("how to follow what happens in tech", "stay-up-to-date"),
        ("how is a senior's performance rated", "senior-kpis"),
        ("what can I do to become a stronger developer", "improve-skills"),
        ("explain frontend and backend", "frontend-or-backend"),
        ("how do I get along with the QA team", "work-with-other-teams"),
        ("hardest problems in backend", "common-challenges"),
        ("will I be able to learn backend", "how-hard-is-it"),
        ("does it pay off to become a developer", "good-career"),
        ("is remote work normal", "work-environment"),
        ("would an introvert like backend work", "what-it-is-like"),
        ("what do firms pay attention to in applications", "hiring-scan-developer"),
        ("reasons for getting rejected", "candidate-red-flags"),
        ("what ruins an interview", "interview-red-flags"),
        ("my team is full of blame", "toxic-team-red-flags"),
        ("classic mistakes in software", "common-mistakes"),
        ("career steps for engineers", "ladder"),
        ("what is my job as a backend developer", "role"),
        ("what does mid level mean", "levels"),
        ("which specialisation suits me", "specialisations"),
        ("typical pay in a startup", "pay"),
        ("how much does a junior earn", "pay"),
        ("is AI a threat for programmers", "market"),
        ("hiring situation in New York", "market"),
        ("must-read books", "books"),
        ("learn APIs online", "courses"),
        ("podcast about software", "podcasts"),
        ("a place to ask coding questions", "communities"),
        ("what's a good API client", "tools"),
        ("people with smart ideas about agile", "thought-leaders"),
        ("a story about automated tests", "success-stories"),
        ("is my login safe", "security"),
        ("beginner friendly open source", "open-source"),
        ("how do I name my functions", "clean-code"),
    ];

    private static readonly ContentPack Pack = ContentLoader.Load(Repository.Data).Pack!;

    [Fact]
    public void FindsTheRightItemFirst()
    {
        Questions.Length.ShouldBe(60);
        var missed = Missed(Questions);
        missed.Count.ShouldBeLessThanOrEqualTo(MostMissed, string.Join('\n', missed));
    }

    [Fact]
    public void FindsWhatNobodyTunedItFor()
    {
        // 23 of 42 come first today; a change that finds fewer has to say why.
        var missed = Missed(HeldOut);
        missed.Count.ShouldBeLessThanOrEqualTo(19, string.Join('\n', missed));
    }

    [Fact]
    public async Task OpensTheRightItemWhereItIsAskedFor()
    {
        using var bot = new TestBot();
        var missed = new List<string>();
        foreach (var (asked, expected) in Questions)
        {
            bot.Time.Advance(TimeSpan.FromSeconds(3));
            if (!(await bot.Say($"/mentor ask {asked}")).Text().Contains($" · {expected}, version ", StringComparison.Ordinal))
            {
                missed.Add($"{asked} -> {expected}");
            }
        }

        missed.Count.ShouldBeLessThanOrEqualTo(MostMissed, string.Join('\n', missed));
    }

    private static List<string> Missed((string Asked, string Expected)[] questions) =>
    [
        .. questions
            .Select(question => (question.Asked, question.Expected, Found: Pack.Search<ContentItem>(question.Asked, 6).Select(item => item.Id).ToList()))
            .Where(question => question.Found.FirstOrDefault() != question.Expected)
            .Select(question => $"{question.Asked} -> {question.Expected}: {string.Join(", ", question.Found)}"),
    ];
}
