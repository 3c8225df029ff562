using MentorBot.Simulators.Slack;

namespace MentorBot.Simulators.Transcripts;

/// <summary>The terminal as three people in Slack.</summary>
internal sealed class TalkInSlack : Talk
{
    private static readonly TimeSpan Building = TimeSpan.FromMinutes(3);

    private readonly SlackSimulator _slack;
    private readonly SlackTranscript _told;
    private readonly Dictionary<string, SlackPerson> _people;
    private readonly Dictionary<string, SlackChannel> _channels;
    private SlackPerson _me;
    private SlackChannel? _here;

    private TalkInSlack(SlackSimulator slack, TextReader input, TextWriter output)
        : base(input, output)
    {
        (_slack, _told) = (slack, new SlackTranscript(output));
        SlackPerson[] all = [slack.AddPerson("ana", "Europe/Lisbon"), slack.AddPerson("ben", "America/New_York"), slack.AddPerson("cleo")];
        all[2].IsAdmin = true;
        _people = all.ToDictionary(person => person.Name);
        _channels = new[] { slack.AddChannel("team", withBot: true, isPrivate: false, all), slack.AddChannel("quiet", withBot: false, isPrivate: false, all) }.ToDictionary(channel => $"#{channel.Name}");
        (_me, _here) = (all[0], _channels["#team"]);
    }

    protected override string Help => """
        as NAME              act as ana, ben or cleo (an admin); ana begins
        in #team | in #quiet | in dm    where you are; the bot is in #team, not in #quiet
        /mentor …            a slash command
        say WORDS            a line, in the channel or to the bot
        press LABEL          the newest button of that name, in the modal where one is open
        choose WHAT = VALUE  a select or checkboxes, by their action_id; VALUE may be several, with commas
        fill FIELD = WORDS   in the open modal; submit, close
        home                 opens the Home tab
        shortcut NAME        on the newest message; shortcut-global NAME
        invite | remove      the bot, in the channel
        look                 everything in sight
        quit
        """;

    protected override string Me => _me.Name;

    private SlackChannel Here => _here ?? _slack.DirectWith(_me);

    private SlackView Modal => _me.Modal ?? throw new InvalidOperationException("No modal is open.");

    public static async Task RunAsync(TextReader input, TextWriter output, string? program)
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Patience = Building });
        var talk = new TalkInSlack(slack, input, output);
        await using var bot = BotProgram.Start(program, ("Slack:BotToken", slack.BotToken), ("Slack:AppToken", slack.AppToken), ("Slack:ApiUrl", slack.ApiUrl.ToString()));
        await bot.UntilAsync(slack.WaitForSocketsAsync());
        await talk.RunAsync();
    }

    protected override IEnumerable<(object What, string Shown, Action Tell)> Sight() =>
    [
        .. _me.Sees(Here).Concat(_here is null ? [] : _me.Sees(_slack.DirectWith(_me))).Select(message => ((object)message, message.Shown, (Action)(() => _told.Sees(message)))),
        .. new[] { _me.Modal, _me.Home }.OfType<SlackView>().Select(view => ((object)view, $"{view.Shown}{string.Join(' ', view.Errors)}", (Action)(() => _told.Sees(view)))),
    ];

    protected override async Task<string?> DoAsync(string verb, string rest, string what, string value)
    {
        switch (verb)
        {
            case "as":
                _me = _people[rest];
                return null;
            case "in":
                _here = rest == "dm" ? null : _channels[rest];
                return null;
            case "say":
                _me.Says(rest, Here);
                return null;
            case "home":
                _me.OpensHome();
                return null;
            case "invite":
                _me.InvitesBot(Here);
                return null;
            case "remove":
                _me.RemovesBot(Here);
                return null;
            case "fill":
                _me.Fills(Modal, what, value.Split(','));
                return null;
            default:
                return (await ActAsync(verb, rest, what, value))?.Error;
        }
    }

    protected override IEnumerable<string> Mistakes() => _slack.Violations.Select(violation => violation.ToString()).Concat(_slack.Refusals.Select(refusal => refusal.ToString()));

    private async Task<SlackInteraction?> ActAsync(string verb, string rest, string what, string value) => verb switch
    {
        "/mentor" => await _me.TypesAsync($"{verb} {rest}", Here),
        "press" => await _me.PressAsync(SurfaceWith(rest), rest),
        "choose" => await _me.ChooseAsync(SurfaceWith(what), what, value.Split(',')),
        "submit" => await _me.SubmitsAsync(Modal),
        "close" => await _me.ClosesAsync(Modal),
        "shortcut" => await _me.UsesShortcutAsync(rest, _me.Sees(Here)[^1]),
        "shortcut-global" => await _me.UsesShortcutAsync(rest),
        _ => throw new InvalidOperationException($"What is '{verb}'?"),
    };

    private SlackSurface SurfaceWith(string what)
    {
        IEnumerable<SlackSurface?> surfaces = [_me.Modal, .. _me.Sees(Here).Reverse(), _me.Home];
        return surfaces.OfType<SlackSurface>().FirstOrDefault(surface => surface.Elements.Any(element => element.ActionId == what || element.Text == what || element.Label == what))
            ?? throw new InvalidOperationException($"Nothing in sight has '{what}'.");
    }
}
