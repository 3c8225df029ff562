using MentorBot.Simulators.Slack;

namespace MentorBot.Simulators.Transcripts;

/// <summary>Lets whoever sits at the terminal use the bot as a person in Slack does: for trying it by hand, without a workspace.</summary>
public sealed class TalkInSlack
{
    public const string Help = """
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

    /// <summary>Nothing more comes once it has been quiet for as long.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(700);

    private static readonly TimeSpan Building = TimeSpan.FromMinutes(3);

    private readonly SlackSimulator _slack;
    private readonly TextWriter _output;
    private readonly SlackTranscript _told;
    private readonly Dictionary<string, SlackPerson> _people;
    private readonly Dictionary<string, SlackChannel> _channels;
    private readonly Dictionary<object, string> _seen = [];
    private SlackPerson _me;
    private SlackChannel? _here;

    private TalkInSlack(SlackSimulator slack, TextWriter output)
    {
        (_slack, _output, _told) = (slack, output, new SlackTranscript(output));
        _people = new[] { slack.AddPerson("ana", "Europe/Lisbon"), slack.AddPerson("ben", "America/New_York"), slack.AddPerson("cleo") }.ToDictionary(person => person.Name);
        _people["cleo"].IsAdmin = true;
        _me = _people["ana"];
        SlackPerson[] all = [.. _people.Values];
        _channels = new[] { slack.AddChannel("team", withBot: true, isPrivate: false, all), slack.AddChannel("quiet", withBot: false, isPrivate: false, all) }.ToDictionary(channel => $"#{channel.Name}");
        _here = _channels["#team"];
    }

    private SlackChannel Here => _here ?? _slack.DirectWith(_me);

    public static async Task RunAsync(TextReader input, TextWriter output, string? program)
    {
        await using var slack = await SlackSimulator.StartAsync(new SimulatorOptions { Patience = Building });
        var talk = new TalkInSlack(slack, output);
        await using var bot = BotProgram.Start(program, ("Slack:BotToken", slack.BotToken), ("Slack:AppToken", slack.AppToken), ("Slack:ApiUrl", slack.ApiUrl.ToString()));
        await bot.UntilAsync(slack.WaitForSocketsAsync());
        output.WriteLine(Help);
        while (await input.ReadLineAsync() is { } line && line.Trim() != "quit")
        {
            output.WriteLine($"{Environment.NewLine}▶ {talk._me.Name}: {line}");
            try
            {
                await talk.DoAsync(line.Trim());
            }
            catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or KeyNotFoundException)
            {
                output.WriteLine($"  ({exception.Message})");
            }

            await talk.ShowAsync();
        }

        foreach (var mistake in slack.Violations.Select(violation => violation.ToString()).Concat(slack.Refusals.Select(refusal => refusal.ToString())))
        {
            output.WriteLine($"Slack said: {mistake}");
        }
    }

    private async Task DoAsync(string line)
    {
        var (verb, rest) = line.Split(' ', 2) is [var first, var more] ? (first, more) : (line, string.Empty);
        var (what, value) = rest.Split('=', 2) is [var left, var right] ? (left.Trim(), right.Trim()) : (rest, string.Empty);
        switch (verb)
        {
            case "" or "look":
                break;
            case "as":
                _me = _people[rest];
                break;
            case "in":
                _here = rest == "dm" ? null : _channels[rest];
                break;
            case "say":
                _me.Says(rest, Here);
                break;
            case "home":
                _me.OpensHome();
                break;
            case "invite":
                _me.InvitesBot(Here);
                break;
            case "remove":
                _me.RemovesBot(Here);
                break;
            case "fill":
                _me.Fills(Modal, what, value.Split(','));
                break;
            default:
                Tell(await ActAsync(verb, what, value, rest, line));
                break;
        }
    }

    private async Task<SlackInteraction?> ActAsync(string verb, string what, string value, string rest, string line) => verb switch
    {
        "/mentor" => await _me.TypesAsync(line, Here),
        "press" => await _me.PressAsync(SurfaceWith(rest), rest),
        "choose" => await _me.ChooseAsync(SurfaceWith(what), what, value.Split(',')),
        "submit" => await _me.SubmitsAsync(Modal),
        "close" => await _me.ClosesAsync(Modal),
        "shortcut" => await _me.UsesShortcutAsync(rest, _me.Sees(Here)[^1]),
        "shortcut-global" => await _me.UsesShortcutAsync(rest),
        _ => throw new InvalidOperationException($"What is '{verb}'?"),
    };

    private SlackView Modal => _me.Modal ?? throw new InvalidOperationException("No modal is open.");

    private SlackSurface SurfaceWith(string what)
    {
        IEnumerable<SlackSurface?> surfaces = [_me.Modal, .. _me.Sees(Here).Reverse(), _me.Home];
        return surfaces.OfType<SlackSurface>().FirstOrDefault(surface => Has(surface, what)) ?? throw new InvalidOperationException($"Nothing in sight has '{what}'.");
    }

    private static bool Has(SlackSurface surface, string what)
    {
        try
        {
            return surface.Element(what) is not null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    private void Tell(SlackInteraction? done)
    {
        if (done?.Error is { } error)
        {
            _output.WriteLine($"  Slack says: {error}");
        }
    }

    /// <summary>What is new, or is otherwise than before, wherever the person looks.</summary>
    private async Task ShowAsync()
    {
        for (var before = string.Empty; before != Sight();)
        {
            before = Sight();
            await Task.Delay(Quiet);
        }

        foreach (var message in _me.Sees(Here).Concat(_here is null ? [] : _me.Sees(_slack.DirectWith(_me))).Where(message => IsNew(message, message.Shown)))
        {
            _told.Sees(message);
        }

        foreach (var view in new[] { _me.Modal, _me.Home }.OfType<SlackView>().Where(view => IsNew(view, $"{view.Shown}{string.Join(' ', view.Errors)}")))
        {
            _told.Sees(view);
        }
    }

    private bool IsNew(object surface, string shown)
    {
        var isNew = _seen.GetValueOrDefault(surface) != shown;
        _seen[surface] = shown;
        return isNew;
    }

    private string Sight() => string.Join('\n', _me.Sees(Here).Concat(_me.Sees(_slack.DirectWith(_me))).Select(message => message.Shown).Append(_me.Modal?.Shown).Append(_me.Home?.Shown));
}
