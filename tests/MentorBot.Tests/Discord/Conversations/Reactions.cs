using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;

namespace MentorBot.Tests.Discord.Conversations;

/// <summary>Answers in every way there is.</summary>
internal sealed class Reactions(Task slow) : IFeature
{
    /// <summary>More than a message of Discord's holds, less than two.</summary>
    private static ImmutableArray<Block> Long => [.. Enumerable.Range(1, 50).Select(line => new Paragraph($"line {line} {new string('x', 100)}"))];

    public void Register(FeatureMap map)
    {
        map.Command(new CommandDefinition("slow", "Takes its time"), async (_, _) =>
        {
            await slow;
            return Reply.Say("at last");
        });
        map.Command(new CommandDefinition("long", "Has much to say"), (_, _) => Task.FromResult<Answer>(new Reply(Long)));
        Add("react.long", () => new Reply(Long).AsUpdate());
        Add("react.file", () => new Reply([new Paragraph("your table"), new FileBlock("table.csv", "text/csv", "a,b"u8.ToArray())]).AsUpdate());
        Add("react.update", () => Reply.Say("updated").AsUpdate());
        Add("react.remove", () => Reply.Say("removed") with { Delivery = Delivery.Remove });
        Add("react.post", () => Reply.Say("posted").AsUpdate().AndPost([new Paragraph("hello everybody")]));

        // A block that no renderer can show fails only once it is rendered.
        Add("react.broken", () => new Reply([new Buttons(default)]));

        void Add(string name, Func<Reply> answer) => map.Action(new Route(name), (_, _) => Task.FromResult<Answer>(answer()));
    }
}
