using System.Collections.Immutable;
using System.Text.Json;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Rendering;
using MentorBot.Discord.Wire;
using Microsoft.Extensions.Logging;

namespace MentorBot.Discord.Conversations;

/// <summary>Shows a form as a modal, one page after the other; where Discord opens none, there is a message with a button that does.</summary>
internal sealed partial class Forms(PrivateAnswers answers, ILogger<Forms> log)
{
    public async Task ShowAsync(Form form, Exchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.Interaction.Type == InteractionType.ModalSubmit)
        {
            // Between two pages, or where something is to be mended. The message that the page was opened from has had its time.
            await NoteAsync(ModalRenderer.Between(form), exchange, cancellationToken);
            return;
        }

        var error = await exchange.ShowAsync(ModalRenderer.Form(form, exchange.Origin.Showing.Guild), cancellationToken);
        if (error is null || exchange.WasAnsweredElsewhere)
        {
            return;
        }

        if (error.Kind == ApiErrorKind.Invalid)
        {
            LogInvalid(error.Code, error.Detail);
        }

        await answers.SendAsync(LateForm.Button(form, "Discord"), exchange, cancellationToken);
    }

    /// <summary>What stands where no form can be opened at all.</summary>
    public static ImmutableArray<Block> Opener(Form form) =>
    [
        new Paragraph((Line)"For this one there is a form, " + Line.Bold(form.Title) + "."),
        new Buttons([new Button("Open the form", form.ResumeToken, ButtonStyle.Primary)]),
    ];

    /// <summary>Whether a form was opened from a message that does nothing else, so that the answer takes its place.</summary>
    public static bool IsOpener(Interaction interaction) =>
        interaction is { Type: InteractionType.ModalSubmit, Data.CustomId: { } submitted, Message.Components: { ValueKind: JsonValueKind.Array } shown }
        && ButtonsIn(shown).ToList() is [var only]
        && CustomIds.Read(only).Token.StartsWith(CustomIds.Read(submitted).Token + '~', StringComparison.Ordinal);

    private Task NoteAsync(ImmutableArray<Block> blocks, Exchange exchange, CancellationToken cancellationToken)
    {
        return IsOpener(exchange.Interaction)
            ? answers.ReplaceAsync(MessageRenderer.Render(blocks, exchange.Origin.Showing).Messages, blocks, exchange, cancellationToken)
            : answers.SendAsync(blocks, exchange, cancellationToken);
    }

    private static IEnumerable<string> ButtonsIn(JsonElement components)
    {
        foreach (var component in components.EnumerateArray())
        {
            if (component.TryGetProperty("custom_id", out var id) && id.GetString() is { } customId)
            {
                yield return customId;
            }

            if (component.TryGetProperty("components", out var inner) && inner.ValueKind == JsonValueKind.Array)
            {
                foreach (var one in ButtonsIn(inner))
                {
                    yield return one;
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Discord can't show a modal ({Code}: {Detail})")]
    private partial void LogInvalid(string code, string? detail);
}
