using System.Collections.Concurrent;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.Platforms;
using MentorBot.Discord.Registration;
using MentorBot.Discord.Rest;
using MentorBot.Discord.Wire;

namespace MentorBot.Discord.Conversations;

/// <summary>Suggests values for the option that somebody is typing: from memory, since Discord waits for nothing else.</summary>
internal sealed class Suggestions(IDiscordApi api, FeatureMap map)
{
    private const int MostChoices = 25;
    private const int LongestChoice = 100;

    private readonly ConcurrentDictionary<string, ulong> _typing = new(StringComparer.Ordinal);
    private int _people;

    public async Task SuggestAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        if (interaction.Data is not { } data || interaction.Who is not { } who || !IsLatest(who.Id, interaction.Id))
        {
            // They have typed on meanwhile, and Discord asks for that.
            return;
        }

        var choices = ChoicesFor(data).Take(MostChoices).Select(choice => new CommandChoice(Limits.Shorten(choice.Label, LongestChoice), choice.Value));
        await api.RespondAsync(interaction.Id, interaction.Token, new InteractionResponse(InteractionResponse.Choices, new ResponseData { Choices = [.. choices] }), files: [], cancellationToken);
    }

    private IReadOnlyList<Choice> ChoicesFor(InteractionData data)
    {
        if (ChosenOptions.Focused(data) is not { } typed
            || map.Commands.FirstOrDefault(command => command.Name == typed.Command)?.Options.FirstOrDefault(option => option.Name == typed.Option) is not { } option)
        {
            return [];
        }

        var sought = typed.Text.Trim();
        return option.Complete is { } complete
            ? complete(sought)
            : [.. option.Choices
                .Where(choice => choice.Value.Contains(sought, StringComparison.OrdinalIgnoreCase) || choice.Label.Contains(sought, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>False where they have typed on since.</summary>
    private bool IsLatest(string user, string id)
    {
        if (!ulong.TryParse(id, out var number))
        {
            return true;
        }

        // A dictionary that is shared counts slowly.
        if (_typing.TryAdd(user, number) && Interlocked.Increment(ref _people) > Seen.Capacity)
        {
            Volatile.Write(ref _people, 1);
            _typing.Clear();
        }

        return _typing.AddOrUpdate(user, number, (_, before) => Math.Max(before, number)) == number;
    }
}
