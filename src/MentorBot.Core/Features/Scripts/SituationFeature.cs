using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Scripts;

/// <summary>Finds a script by the situation that somebody is in: what they want, from whom, and how soon.</summary>
internal sealed class SituationFeature(ContentLibrary library) : IFeature
{
    /// <summary>Asks for the situation.</summary>
    public static readonly Route Describe = new("script.situation");

    private const string Goal = "goal";
    private const string Counterpart = "counterpart";
    private const string Soon = "urgency";
    private const int MostShown = 3;

    private static readonly ImmutableArray<Choice> Urgencies =
    [
        new("right now", nameof(Urgency.Now)),
        new("in the next days", nameof(Urgency.Soon)),
        new("with time to prepare", nameof(Urgency.Planned)),
    ];

    public void Register(FeatureMap map) =>
        map.Form(Describe, (_, _) => Task.FromResult<Answer>(Ask()), (submission, _) => Task.FromResult<Answer>(Read(submission.Values) is { IsEmpty: false } situation ? Ranked(situation) : Refused()));

    private static Situation Read(Values values) => new(values.Text(Goal), values.Text(Counterpart), values.Text(Soon));

    private Form Refused() => Ask() with { Problems = ImmutableDictionary<string, string>.Empty.Add(Goal, "Choose at least one of the three, so that I know where to look.") };

    private Reply Ranked(Situation situation)
    {
        var (goal, counterpart, urgency) = situation;
        // What somebody wants decides; to whom and how soon only settle between scripts that serve it.
        var ranked = library.Pack.All<Script>()
            .Select(script => (Script: script, Fits: Fits(script).ToList()))
            .Where(pair => pair.Fits.Count > 0)
            .OrderByDescending(pair => pair.Fits.Sum(fit => fit.Weight))
            .ThenBy(pair => pair.Script.Id, StringComparer.Ordinal)
            .Take(MostShown)
            .ToList();
        if (ranked.Count == 0)
        {
            return Reply.Of(
                new Paragraph("I have no script for that situation yet. These are the ones I have:"),
                ItemCards.Chooser("Open a script", library.Pack.All<Script>()),
                Again());
        }

        return Reply.Of(
            new Paragraph($"For your situation ({string.Join(", ", Chosen())}) {(ranked.Count == 1 ? "this fits" : "these fit, the best first")}:"),
            new ItemList([.. ranked.Select(pair => ItemCards.Entry(pair.Script) + "\n" + Line.Italic(Reason(pair.Fits)))], Numbered: true),
            ItemCards.Openers(ranked.Select(pair => pair.Script)),
            Again());

        IEnumerable<(string Said, int Weight)> Fits(Script script)
        {
            if (goal is not null && script.Goals.Contains(goal))
            {
                yield return (goal, 4);
            }

            if (counterpart is not null && script.Counterparts.Contains(counterpart))
            {
                yield return ($"to {counterpart}", 2);
            }

            if (urgency is not null && script.Urgency.Any(one => one.ToString() == urgency))
            {
                yield return (Label(urgency), 1);
            }
        }

        IEnumerable<string> Chosen() => new[] { goal, counterpart is null ? null : $"to {counterpart}", urgency is null ? null : Label(urgency) }.OfType<string>();

        string Reason(List<(string Said, int Weight)> fits)
        {
            var fit = fits.Select(one => one.Said).ToList();
            var not = Chosen().Except(fit).ToList();
            return $"Fits: {string.Join(", ", fit)}." + (not.Count == 0 ? string.Empty : $" Not made for: {string.Join(", ", not)}.");
        }
    }

    private static Buttons Again() => new([new Button("Change the situation", Describe.Token())]);

    private static string Label(string urgency) => Urgencies.First(choice => choice.Value == urgency).Label;

    private Form Ask()
    {
        var scripts = library.Pack.All<Script>().ToList();
        return new Form(
            "Your situation",
            Describe.Token(),
            [
                new FormPage([
                    new ChoiceField(Goal, "What do you want?", Choices(scripts.SelectMany(script => script.Goals))) { Required = false, Hint = "What should have happened when you've spoken" },
                    new ChoiceField(Counterpart, "Who is it for?", Choices(scripts.SelectMany(script => script.Counterparts))) { Required = false, Hint = "The one who'll read or hear it" },
                    new ChoiceField(Soon, "How soon do you need it?", Urgencies) { Required = false },
                ]),
            ],
            "Find words");
    }

    /// <summary>The words that scripts use, each once; what most of them use comes first.</summary>
    private static ImmutableArray<Choice> Choices(IEnumerable<string> words) =>
        [.. words.GroupBy(word => word, StringComparer.Ordinal).OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.Ordinal).Take(Limits.SelectOptions).Select(same => new Choice(same.Key, same.Key))];

    private sealed record Situation(string? Goal, string? Counterpart, string? Urgency)
    {
        public bool IsEmpty => this is (null, null, null);
    }
}
