using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Scripts;

/// <summary>Shows scripts, to be filled in and posted, and what to say when people push back.</summary>
internal sealed class ScriptFeature(ContentLibrary library) : IFeature
{
    public const string CommandName = "script";

    /// <summary>Shows what people may say against a script, and the reply to each.</summary>
    public static readonly Route<string> PushBack = new("script.pushback");

    public void Register(FeatureMap map)
    {
        var id = new CommandOption("id", ValueKind.Text, "The script's name, or what it is about")
        {
            Complete = typed => library.Pack.Complete<Script>(typed),
        };
        map.Command(
            new CommandDefinition(CommandName, "Words for a hard moment, ready to fill in and post")
            {
                Options = [id],
                Examples = ["script deadline-pushback", CommandName],
            },
            (request, _) => Task.FromResult<Answer>(request.Options.Text(id.Name) is { } wanted ? Show(request.Caller, wanted) : List()));
        map.Action(PushBack, (_, wanted, _) => Task.FromResult<Answer>(library.Pack.Find<Script>(wanted) is { } script ? Objections(script) : LibraryFeature.Gone()));
    }

    private static Reply Objections(Script script) => Reply.Of(
        new Heading(Limits.Shorten($"If they push back: {script.Title}", Limits.Heading)),
        new ItemList([.. script.Objections.Select(objection => Line.Bold($"“{objection.Says}”") + "\n" + objection.Reply.Line)]),
        new ContextLine("Let them finish, and wait a breath before you reply."),
        new Buttons([new Button("Back to the script", ItemCards.Open.Token(script.Id), ButtonStyle.Primary)]));

    private Reply List() => Reply.Of(
        new Heading("Scripts"),
        new Paragraph("Not sure which? Tell me what you're in, and I'll look for the words."),
        new Buttons([new Button("Start from my situation", SituationFeature.Describe.Token(), ButtonStyle.Primary)]),
        new ItemList([.. library.Pack.All<Script>().Select(ItemCards.Entry)]),
        ItemCards.Chooser("Open a script", library.Pack.All<Script>()));

    private Reply Show(Caller caller, string wanted) =>
        library.Pack is var pack && pack.Find<Script>(wanted) is { } script
            ? ItemCards.Of(script, caller.Place, pack)
            : ItemCards.NotFound<Script>(pack, wanted, "script");
}
