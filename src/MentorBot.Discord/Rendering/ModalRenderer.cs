using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MentorBot.Core.Messages;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Rendering;

/// <summary>Turns a page of a form into a modal, and what is said between its pages into blocks.</summary>
/// <remarks>Discord: a modal has five inputs, and no modal follows a modal; between two there is a message with a button.</remarks>
internal static class ModalRenderer
{
    /// <summary>The page that a form is at.</summary>
    /// <param name="guild">The guild that it is about, where it is opened in a direct conversation.</param>
    public static InteractionResponse Form(Form form, string? guild = null)
    {
        var many = form.Pages.Length > 1;
        var title = many ? string.Create(CultureInfo.InvariantCulture, $"{form.Title} ({form.Page + 1} of {form.Pages.Length})") : form.Title;
        return new InteractionResponse(InteractionResponse.Modal, new ResponseData
        {
            CustomId = many ? CustomIds.OfPage(form.Token, guild, form.Page) : CustomIds.Of(form.Token, guild),
            Title = DiscordText.Label(title, DiscordLimits.ModalTitle),
            Components = [.. form.Pages[form.Page].Fields.Select(field => (Component)FormInput.Of(field, form.Problems.GetValueOrDefault(field.Name), guild is not null))],
        });
    }

    /// <summary>What is said where a form comes as the answer to one that was submitted: what to mend in it, that it goes on, or that it is the next.</summary>
    public static ImmutableArray<Block> Between(Form form) => form switch
    {
        { Problems.IsEmpty: false } => ToMend(form),
        { Page: > 0 } =>
        [
            new Paragraph((Line)$"Page {form.Page} of {form.Pages.Length} of " + Line.Bold(form.Title) + " is kept. Go on whenever you like."),
            new Buttons([new Button("Continue", form.ResumeToken, ButtonStyle.Primary)]),
        ],
        _ =>
        [
            new Paragraph((Line)"There is one more form to fill in: " + Line.Bold(form.Title) + "."),
            new Buttons([new Button("Open the form", form.ResumeToken, ButtonStyle.Primary)]),
        ],
    };

    /// <summary>What was filled in, by the name of the form's field.</summary>
    /// <remarks>What was left empty is there as empty, so that a form which is opened again doesn't fill it with what it suggests.</remarks>
    public static IReadOnlyDictionary<string, string> ReadValues(IReadOnlyList<SubmittedComponent>? components)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var component in components ?? [])
        {
            Read(component, values);
        }

        return values;
    }

    private static void Read(SubmittedComponent component, Dictionary<string, string> values)
    {
        if (component.Component is { } child)
        {
            Read(child, values);
        }

        foreach (var inner in component.Components ?? [])
        {
            Read(inner, values);
        }

        if (component.CustomId is { Length: > 0 } name)
        {
            values[name] = component.Value.ValueKind == JsonValueKind.String ? component.Value.GetString()! : component.Values is [var first, ..] ? first : string.Empty;
        }
    }

    private static ImmutableArray<Block> ToMend(Form form)
    {
        // In the order in which they are asked.
        var labels = form.Fields.Where(field => form.Problems.ContainsKey(field.Name)).Select(field => Line.Bold($"{field.Label}:") + " " + form.Problems[field.Name]);
        var others = form.Problems.Where(problem => form.Fields.All(field => field.Name != problem.Key)).Select(problem => (Line)problem.Value);
        return
        [
            new Paragraph((Line)"Something in " + Line.Bold(form.Title) + " needs another look. All that you wrote is kept."),
            new ItemList([.. labels, .. others]),
            new Buttons([new Button("Open the form again", form.ResumeToken, ButtonStyle.Primary)]),
        ];
    }
}
