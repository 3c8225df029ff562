using System.Collections.Immutable;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Platforms;

/// <summary>What is said in place of a form that was ready too late to be shown.</summary>
public static class LateForm
{
    /// <param name="platform">Its name, as people say it.</param>
    public static ImmutableArray<Block> Button(Form form, string platform) =>
    [
        new Paragraph((Line)$"{platform} waits only a moment for a form, and this one, " + Line.Bold(form.Title) + ", wasn't ready in time. It is now."),
        new Buttons([new Button("Open the form", form.ResumeToken, ButtonStyle.Primary)]),
    ];
}
