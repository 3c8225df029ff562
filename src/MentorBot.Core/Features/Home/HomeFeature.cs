using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Features.Cadences;
using MentorBot.Core.Features.Checklists;
using MentorBot.Core.Features.Evidence;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Features.Phrases;
using MentorBot.Core.Features.Scores;
using MentorBot.Core.Features.Scripts;
using MentorBot.Core.Features.Time;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Home;

/// <summary>A part of a person's own page; each feature shows its own.</summary>
internal interface IHomeSection
{
    /// <summary>Its heading and what is under it: a few small reads, and not more than a screen. Empty where there is nothing to say.</summary>
    Task<IReadOnlyList<Block>> ShowAsync(Caller caller, CancellationToken cancellationToken);
}

/// <summary>Makes a person's own page on the platform: what is theirs today, and the ways to all the rest.</summary>
internal sealed class HomeFeature(IEnumerable<IHomeSection> sections) : IFeature
{
    /// <summary>Answers as a command does, for those that may be asked for by a button.</summary>
    public static readonly Route<string> Do = new("home.do");

    /// <summary>The same page as an answer, for platforms on which the bot has no page of its own.</summary>
    public static readonly Route Show = new("home.show");

    /// <summary>Those that need nothing else to answer. A token may name any other, and gets no answer.</summary>
    internal static readonly ImmutableArray<string> Commands = [ScriptFeature.CommandName, ChecklistFeature.CommandName, AnswerFeature.StandUpName, EvidenceFeature.CommandName, AwayFeature.CommandName, ScoreFeature.CommandName];

    public void Register(FeatureMap map)
    {
        map.Home(ShowAsync);
        map.Action(Show, async (request, cancellationToken) => await ShowAsync(request.Caller, cancellationToken));
        map.Action(Do, (request, name, cancellationToken) => Commands.Contains(name) && map.FindCommand(name) is { } command
            ? command.Handle(new CommandRequest(request.Caller, Values.None), cancellationToken)
            : Task.FromResult<Answer>(Apologies.ForStaleToken()));
    }

    private async Task<Reply> ShowAsync(Caller caller, CancellationToken cancellationToken)
    {
        var blocks = new List<Block>
        {
            new Heading(Limits.Shorten($"Hello, {caller.Person.Name}", Limits.Heading)),
            new ContextLine((Line)"Only you see this page. New here? " + Line.Code($"{CommandDefinition.Root} {StartFeature.CommandName}") + " takes two minutes."),
        };
        foreach (var section in sections)
        {
            if (await section.ShowAsync(caller, cancellationToken) is { Count: > 0 } shown)
            {
                blocks.AddRange(shown);
                blocks.Add(new Divider());
            }
        }

        blocks.Add(new Heading("What do you need?"));
        blocks.Add(new Buttons(
        [
            new Button("Find something", LibraryFeature.Ask.Token()),
            new Button("Scripts", Do.Token(ScriptFeature.CommandName)),
            new Button("Say it better", SayFeature.Words.Token()),
            new Button("Stand-up answer", Do.Token(AnswerFeature.StandUpName)),
            new Button("Evidence", Do.Token(EvidenceFeature.CommandName)),
        ]));
        blocks.Add(new Buttons([new Button("Score something", Do.Token(ScoreFeature.CommandName))]));
        blocks.Add(new ContextLine((Line)"Everything I can do: " + Line.Code($"{CommandDefinition.Root} {CommandDefinition.Help}")));
        return Reply.Of([.. blocks]);
    }
}
