using MentorBot.Core.Commands;
using MentorBot.Core.Messages;

namespace MentorBot.Tests.Discord.Conversations;

/// <summary>Answers in every way there is.</summary>
internal sealed class Reactions(Task slow) : IFeature
{
    public void Register(FeatureMap map)
    {
        map.Command(new CommandDefinition("slow", "Takes its time"), async (_, _) =>
        {
            await slow;
            return Reply.Say("at last");
        });
        Add("react.update", () => Reply.Say("updated").AsUpdate());
        Add("react.remove", () => Reply.Say("removed") with { Delivery = Delivery.Remove });
        Add("react.post", () => Reply.Say("posted").AsUpdate().AndPost([new Paragraph("hello everybody")]));

        // A block that no renderer can show fails only once it is rendered.
        Add("react.broken", () => new Reply([new Buttons(default)]));

        void Add(string name, Func<Reply> answer) => map.Action(new Route(name), (_, _) => Task.FromResult<Answer>(answer()));
    }
}
