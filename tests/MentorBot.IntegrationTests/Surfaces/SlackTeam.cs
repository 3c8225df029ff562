using MentorBot.IntegrationTests.Slack;
using MentorBot.IntegrationTests.Support;
using MentorBot.Simulators.Slack;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MentorBot.IntegrationTests.Surfaces;

/// <summary>The bot in a simulated Slack.</summary>
internal sealed class SlackTeam(SlackSimulator slack, StoryHost bot) : ISurface
{
    private int _channels;

    public static async Task<ISurface> StartAsync(Instant start, Action<IServiceCollection> more)
    {
        var slack = await SlackSimulator.StartAsync(new SimulatorOptions { TimeFactor = NoHurry.Factor });
        return new SlackTeam(slack, await StoryStart.StartAsync(slack, start, more));
    }

    public Task<ISomebody> ComesAsync(bool isAdmin)
    {
        var robin = slack.AddPerson("Robin", "Europe/Berlin");
        robin.IsAdmin = isAdmin;
        var colleague = slack.AddPerson("Kim", "Europe/Berlin");
        return Task.FromResult<ISomebody>(new Somebody(slack, robin, colleague, slack.AddChannel($"channel-{++_channels}", robin, colleague)));
    }

    public void ShouldBeInOrder()
    {
        slack.Violations.ShouldBeEmpty();
        slack.Refusals.ShouldBeEmpty();
        slack.Broadcasts.ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        await slack.DisposeAsync();
    }

    private sealed class Somebody(SlackSimulator slack, SlackPerson robin, SlackPerson colleague, SlackChannel channel) : ISomebody
    {
        public async Task TypesAsync(string line) => (await robin.TypesAsync(line, channel)).Error.ShouldBeNull();

        public async Task PressesAsync(string button) =>
            (await robin.PressAsync(Newest(element => element.Type == "button" && element.Text == button, button).Message, button)).Error.ShouldBeNull();

        public async Task ChoosesAsync(string select, string option)
        {
            var (message, element) = Newest(element => element.Placeholder == select, select);
            (await robin.ChooseAsync(message, element.ActionId, Value(element, option))).Error.ShouldBeNull();
        }

        public async Task FillsInAsync(Func<string, string?> answer)
        {
            var form = await FormAsync();
            foreach (var field in form.Elements.Where(element => element.IsInput))
            {
                if (answer(field.Label) is { } words)
                {
                    robin.Fills(form, field.Label, field.Options.Count == 0 ? words : Value(field, words));
                }
            }

            (await robin.SubmitsAsync(form)).Error.ShouldBeNull();
            form.Errors.ShouldBeEmpty();
        }

        public Task<string> SeesAsync(bool asColleague) => Task.FromResult(string.Join('\n', (asColleague ? colleague.Sees(channel) : Before())
            .Where(message => message.IsFromBot)
            .SelectMany(message => message.Files.Select(file => file.Name).Prepend(message.Shown))));

        /// <summary>The form that is open; where it came too late, as on a machine that is busy, a button opens it.</summary>
        private async Task<SlackView> FormAsync()
        {
            const string Late = "Open the form";
            await slack.WaitUntilAsync("a form is open, or offered", () => robin.Modal is not null || Before().LastOrDefault() is { } message && message.Buttons.Contains(Late));
            if (robin.Modal is null)
            {
                await PressesAsync(Late);
            }

            return await robin.WaitForModalAsync();
        }

        private IEnumerable<SlackMessage> Before() => robin.Sees(slack.DirectWith(robin)).Concat(robin.Sees(channel));

        private (SlackMessage Message, SlackElement Element) Newest(Func<SlackElement, bool> isMeant, string what) =>
            Before().Reverse().SelectMany(message => message.Elements.Where(isMeant).Select(element => (message, element))).Select(found => ((SlackMessage, SlackElement)?)found).FirstOrDefault()
            ?? throw new InvalidOperationException($"Nothing here is called “{what}”.");

        private static string Value(SlackElement element, string option) =>
            element.Options.Where(one => ((string)one["text"]!["text"]!).StartsWith(option, StringComparison.Ordinal)).Select(one => (string)one["value"]!).First();
    }
}
