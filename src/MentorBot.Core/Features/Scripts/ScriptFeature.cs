using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Library;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Scripts;

/// <summary>Shows scripts, to be filled in and posted.</summary>
internal sealed class ScriptFeature(ContentLibrary library) : IFeature
{
    public const string CommandName = "script";

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
    }

    private Reply List() => Reply.Of(
        new Heading("Scripts"),
        new ItemList([.. library.Pack.All<Script>().Select(ItemCards.Entry)]),
        ItemCards.Chooser("Open a script", library.Pack.All<Script>()));

    private Reply Show(Caller caller, string wanted) =>
        library.Pack.Find<Script>(wanted) is { } script
            ? ItemCards.Of(script, caller.Place)
            : ItemCards.NotFound<Script>(library.Pack, wanted, "script");
}
