using MentorBot.IntegrationTests.FaultSchedules;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>Opens modals and sends them off, as patiently as a person does it.</summary>
internal sealed class FaultForms(DiscordSimulator discord, DiscordPerson me, DiscordChannel general, FaultDiary diary)
{
    public const string Continue = "Continue";
    private const string OpenLate = "Open the form";
    private const string Sorry = "Something went wrong on my side";

    /// <summary>All that they have of the bot.</summary>
    public IEnumerable<DiscordMessage> Read() => me.Sees(general).Concat(me.Sees(discord.DirectWith(me))).Where(message => message.IsFromBot);

    /// <summary>Opens a modal, also by the button that takes the place of one that was ready too late; null where that does not work out.</summary>
    /// <param name="label">A field that the modal has, and no other one.</param>
    public async Task<DiscordModal?> OpenAsync(Func<Task<DiscordInteraction>> use, string label)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var late = With(OpenLate).Count;
            if (await TryOpenAsync(use, label) is { } opened)
            {
                return opened;
            }

            if (With(OpenLate) is { } buttons && buttons.Count > late && await TryOpenAsync(() => me.PressAsync(buttons[^1], OpenLate), label) is { } after)
            {
                return after;
            }
        }

        return null;
    }

    /// <summary>Sends a modal off, again where Discord says that it did not work.</summary>
    public async Task<bool> SubmitAsync(DiscordModal form, Func<Task<DiscordInteraction>> submit)
    {
        for (var attempt = 0; attempt < 3 && me.Modal == form; attempt++)
        {
            var done = await submit();
            if (form.Errors.Count > 0)
            {
                throw new InvalidOperationException(done.Error);
            }

            if (done.Error is null)
            {
                return true;
            }

            await Task.Delay(50);
        }

        return false;
    }

    /// <summary>Sends a page off that is not the last, and waits for the message that the next is opened from.</summary>
    public async Task<DiscordMessage?> GoOnAsync(DiscordModal page)
    {
        var known = With(Continue).Count;
        var told = Interruptions;
        if (!await SubmitAsync(page, () => me.SubmitsAsync(page)))
        {
            return null;
        }

        await AnsweredAsync("a page that was sent", () => With(Continue).Count > known || Sees(Sorry) || Interruptions > told);
        return With(Continue) is { } found && found.Count > known ? found[^1] : null;
    }

    private async Task<DiscordModal?> TryOpenAsync(Func<Task<DiscordInteraction>> use, string label)
    {
        if (me.Modal is { } open)
        {
            me.Cancels(open);
        }

        var late = With(OpenLate).Count;
        var told = Interruptions;
        if ((await use()).Error is null)
        {
            await AnsweredAsync("what opens a form", () => me.Modal is not null || With(OpenLate).Count > late || Sees(Sorry) || Interruptions > told);
        }

        return me.Modal is { } modal && modal.Fields.Any(field => field.Label == label) ? modal : null;
    }

    private List<DiscordMessage> With(string button) => [.. Read().Where(message => message.Buttons.Contains(button))];

    private int Interruptions => Read().Count(message => message.Shown.Contains(FaultApologies.Interrupted, StringComparison.Ordinal));

    private bool Sees(string words) => Read().Any(message => message.Shown.Contains(words, StringComparison.Ordinal));

    private async Task AnsweredAsync(string what, Func<bool> isAnswered)
    {
        try
        {
            await discord.WaitUntilAsync($"{me.Name} has an answer to {what}", isAnswered);
        }
        catch (TimeoutException)
        {
            diary.Complain($"had no answer to {what}");
        }
    }
}
