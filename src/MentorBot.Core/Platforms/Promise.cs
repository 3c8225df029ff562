using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Platforms;

/// <summary>That somebody will be answered: their platform was told so, and brings what they did to nobody again.</summary>
/// <param name="Id">Its own, of at most 32 characters.</param>
/// <param name="About">What they did, in a few words of ours, such as <c>/mentor checklist</c>; never what they wrote.</param>
/// <param name="Form">The token of the form that they sent; null where it was something else.</param>
/// <param name="Way">How they can be reached, as the adapter writes it down for itself; at most 10,000 characters.</param>
public sealed record Promise(string Id, Identity To, string About, string? Form, string Way, Instant MadeAt)
{
    /// <summary>What a press is about.</summary>
    public const string Press = "what you pressed";

    /// <summary>What the sending of a form is about.</summary>
    public const string Submission = "the form you sent";

    /// <summary>What they are told where nobody keeps it.</summary>
    public ImmutableArray<Block> Apology => Form is null
        ? [new Paragraph(Interrupted("Have a look, and do it once more if it didn't."))]
        :
        [
            new Paragraph(Interrupted("If it didn't, open the form again: what reached me is filled in.")),
            new Buttons([new Button("Open the form again", TokenParts.ToResume(Form, 0), ButtonStyle.Primary)]),
        ];

    private Line Interrupted(string whatToDo)
    {
        const string InTheMiddle = "I was interrupted in the middle of ";
        var after = $", so it may not have happened. {whatToDo}";
        return About.StartsWith(CommandDefinition.Root, StringComparison.Ordinal) ? (Line)InTheMiddle + Line.Code(About) + after : InTheMiddle + About + after;
    }
}
