using System.Text.RegularExpressions;
using MentorBot.IntegrationTests.Discord;
using MentorBot.Simulators.Discord;
using Microsoft.Extensions.DependencyInjection;

namespace MentorBot.IntegrationTests.Surfaces;

/// <summary>The bot in a simulated Discord.</summary>
internal sealed partial class DiscordTeam(StoryServer server, DiscordRole admins) : ISurface
{
    private int _channels;

    public static async Task<ISurface> StartAsync(Action<IServiceCollection> more)
    {
        DiscordRole? admins = null;
        var server = await StoryServer.StartAsync(server => admins = server.Acme.AddRole("admins", DiscordPermissions.ManageGuild), more);
        return new DiscordTeam(server, admins!);
    }

    public Task<ISomebody> ComesAsync(bool isAdmin)
    {
        var robin = server.Discord.AddPerson("Robin", server.Acme);
        if (isAdmin)
        {
            robin.Gets(server.Acme, admins);
        }

        return Task.FromResult<ISomebody>(new Somebody(server.Discord, robin, server.Discord.AddPerson("Kim", server.Acme), server.Acme.AddChannel($"channel-{++_channels}")));
    }

    public void ShouldBeInOrder() => server.ShouldBeInOrder();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [GeneratedRegex(@"\((?<page>\d) of (?<pages>\d)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PageRegex();

    private sealed class Somebody(DiscordSimulator discord, DiscordPerson robin, DiscordPerson colleague, DiscordChannel channel) : ISomebody
    {
        public async Task TypesAsync(string line) => (await robin.TypesAsync(line, channel)).Error.ShouldBeNull();

        public async Task PressesAsync(string button)
        {
            var (message, control) = Newest(control => control.Type == ComponentType.Button && control.Label == button, button);
            (await robin.PressAsync(message, control.CustomId!)).Error.ShouldBeNull();
        }

        public async Task ChoosesAsync(string select, string option)
        {
            var (message, control) = Newest(control => control.Placeholder == select, select);
            (await robin.ChoosesAsync(message, control.CustomId!, Value(control, option))).Error.ShouldBeNull();
        }

        public async Task FillsInAsync(Func<string, string?> answer)
        {
            while (true)
            {
                var form = await FormAsync();
                foreach (var field in form.Fields)
                {
                    if (answer(field.Label) is { } words)
                    {
                        robin.Fills(form, field.CustomId!, field.Options.Count == 0 ? words : Value(field, words));
                    }
                }

                (await robin.SubmitsAsync(form)).Error.ShouldBeNull();
                form.Errors.ShouldBeEmpty();

                // A form of more fields than a modal holds comes a page at a time.
                if (PageRegex().Match(form.Title) is not { Success: true } page || page.Groups["page"].Value == page.Groups["pages"].Value)
                {
                    return;
                }

                await robin.WaitForAsync(channel, $"Page {page.Groups["page"].Value} of {page.Groups["pages"].Value} of");
                await PressesAsync("Continue");
            }
        }

        public Task<string> SeesAsync(bool asColleague) =>
            Task.FromResult(string.Join('\n', (asColleague ? colleague.Sees(channel) : Before()).Where(message => message.IsFromBot).Select(message => message.Shown)));

        /// <summary>The form that is open; where it came too late, as on a machine that is busy, a button opens it.</summary>
        private async Task<DiscordModal> FormAsync()
        {
            const string Late = "Open the form";
            await discord.WaitUntilAsync("a form is open, or offered", () => robin.Modal is not null || Before().LastOrDefault() is { } message && message.Buttons.Contains(Late));
            if (robin.Modal is null)
            {
                await PressesAsync(Late);
            }

            return await robin.WaitForModalAsync();
        }

        private IEnumerable<DiscordMessage> Before() => robin.Sees(discord.DirectWith(robin)).Concat(robin.Sees(channel));

        private (DiscordMessage Message, DiscordComponent Control) Newest(Func<DiscordComponent, bool> isMeant, string what) =>
            Before().Reverse().SelectMany(message => message.Controls.Where(isMeant).Select(control => (message, control))).Select(found => ((DiscordMessage, DiscordComponent)?)found).FirstOrDefault()
            ?? throw new InvalidOperationException($"Nothing here is called “{what}”.");

        private static string Value(DiscordComponent select, string option) =>
            select.Options.Where(one => ((string)one["label"]!).StartsWith(option, StringComparison.Ordinal)).Select(one => (string)one["value"]!).First();
    }
}
