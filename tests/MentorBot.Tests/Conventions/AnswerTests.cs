using MentorBot.Core.Commands;
using MentorBot.Core.Content;
using MentorBot.Core.Features.Cadences;
using MentorBot.Core.Features.Scores;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Tests.Discord.Support;
using MentorBot.Tests.Slack.Rendering;
using MentorBot.Tests.Support;
using NodaTime;

namespace MentorBot.Tests.Conventions;

/// <summary>Walks every command with every item, presses every button that comes, and holds every answer to the limits.</summary>
public sealed class AnswerTests : IDisposable
{
    private const string Calendar =
        """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20261224
        SUMMARY:Christmas Eve
        END:VEVENT
        END:VCALENDAR
        """;

    private readonly TestBot _bot = new();
    private readonly HashSet<string> _pressed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _routes = new(StringComparer.Ordinal);

    public void Dispose() => _bot.Dispose();

    [Fact]
    public async Task KeepsTheLimitsWhateverIsAskedAndWhereverOneGoesFromThere()
    {
        await SetUp(Some.General);
        await _bot.Handle(Some.Line("hello", "ben"));
        await _bot.Press("kpi.put:service-kpis");
        await _bot.Handle(Some.Submission($"kpi.record:{_bot.Kpis.Boards[0].Id}", Some.Values(("day", "today"), ($"kpi-{_bot.Kpis.Boards[0].Kpis[0].Id}", "180"))));

        // While it is there still: whoever walks through all the buttons also deletes it.
        var score = await Scored(_bot.Pack.All<Rubric>().First(), Some.Sender(), lowest: true);
        var preview = await _bot.Handle(new Press(Some.Sender(), score.Tokens().First(token => token.StartsWith("score.share:", StringComparison.Ordinal)), []));
        var publish = new Press(Some.Sender(), preview.Tokens().First(token => token.StartsWith("score.publish:", StringComparison.Ordinal)), []);
        await _bot.Handle(publish);
        await Follow(await _bot.Handle(publish), "a score that is shared twice", Some.Sender(), depth: 4);

        // Somebody of whom nobody knows where they are.
        var known = _bot.TeamTimes.All[Some.Team];
        _bot.TeamTimes.All.Clear();
        foreach (var line in (string[])["/mentor start", "/mentor settings", "/mentor plan start senior-in-7-days"])
        {
            await Follow(await _bot.Handle(new TypedLine(Some.Sender("cam"), line)), $"{line}, from nowhere", Some.Sender("cam"), depth: 2);
        }

        _bot.TeamTimes.All[Some.Team] = known;

        // A member in the channel, and an admin who is travelling, in a direct conversation.
        foreach (var sender in (Sender[])[Some.Sender(), Some.Sender("ben", Some.DirectWith("ben"), Role.Admin, DateTimeZoneProviders.Tzdb["Europe/Lisbon"])])
        {
            _pressed.Clear();
            foreach (var rubric in _bot.Pack.All<Rubric>())
            {
                await Follow(await Scored(rubric, sender, lowest: true), rubric.Id, sender, depth: 0);
                await Follow(await Scored(rubric, sender, lowest: false), $"{rubric.Id} once more", sender, depth: 0);
            }

            foreach (var drill in _bot.Pack.All<Drill>())
            {
                await Follow(await Played(drill, sender), drill.Id, sender, depth: 0);
            }

            foreach (var message in await Scheduled(sender))
            {
                // Each is followed anew: what can be pressed in it leads elsewhere than in an answer.
                _pressed.Clear();
                await Follow(new Reply(message.Blocks), "what comes by itself", sender, depth: 0);
                await Follow(new Reply(message.Brief ?? message.Blocks), "what comes by itself, in a digest", sender, depth: 0);
            }

            foreach (var line in Lines())
            {
                _bot.Time.Advance(TimeSpan.FromSeconds(3));
                await Follow(await _bot.Handle(new TypedLine(sender, line)), line, sender, depth: 0);
            }

            await Follow(await _bot.Handle(new HomeVisit(sender)), "home", sender, depth: 0);
            foreach (var used in Used(sender))
            {
                await Follow(await _bot.Handle(used), $"{used.Name} on {used.Message}", sender, depth: 0);
            }

            // Whoever has settled somewhere travels on.
            var away = sender with { Zone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"] };
            _pressed.Clear();
            foreach (var line in Lines().Where(line => !line.Contains("zzzz", StringComparison.Ordinal) && line.Length < 40))
            {
                await Follow(await _bot.Handle(new TypedLine(away, line)), $"{line}, from elsewhere", away, depth: 3);
            }
        }

        _bot.Log.Errors.ShouldBeEmpty();
        _bot.Map.Routes.Except(_routes).ShouldBeEmpty("No answer leads to these.");
    }

    private IEnumerable<UsedShortcut> Used(Sender sender)
    {
        PointedMessage?[] messages =
        [
            null,
            new(string.Empty, null, null),
            new("Sorry to bother you, but it works on my machine and that's not my job. I'm working on it, hopefully done soon. LGTM", "ben", "https://chat.example/1"),
            new("LGTM", null, null),
            new("zzzzqqqq", "ben", null),
            new(new string('x', 40_000), "ben", $"https://chat.example/{new string('x', 4_000)}"),
        ];
        return from shortcut in _bot.Map.Shortcuts.Select(shortcut => shortcut.Name).Append("no-such-shortcut")
               from message in messages
               select new UsedShortcut(sender, shortcut, message);
    }

    private IEnumerable<string> Lines()
    {
        // Before anything else sets somebody's zone, and before they press that their data is to be erased.
        yield return "settings";
        yield return "cadence hand-over <@ben>";
        foreach (var command in _bot.Map.Commands)
        {
            yield return command.Name;
            foreach (var example in command.Examples)
            {
                yield return example;
            }

            if (command.Options.Any(option => option.Kind == ValueKind.Text))
            {
                yield return $"{command.Name} zzzzqqqq";
                yield return $"{command.Name} {new string('x', 2_900)}";
                foreach (var item in _bot.Pack.Items)
                {
                    yield return $"{command.Name} {item.Id}";
                    yield return $"{command.Name} {item.Title}";
                }
            }
        }

        yield return "no such command";
    }

    /// <summary>Plays a drill to its end, always by the last move.</summary>
    private async Task<Answer> Played(Drill drill, Sender sender)
    {
        var answer = await _bot.Handle(new TypedLine(sender, $"drill {drill.Id}"));
        while (answer.Tokens().LastOrDefault(token => token.StartsWith("drill.move:", StringComparison.Ordinal)) is { } move)
        {
            answer.ShouldKeepTheLimits(drill.Id);
            _bot.Time.Advance(TimeSpan.FromSeconds(3));
            answer = await _bot.Handle(new Press(sender, move, []));
        }

        return answer;
    }

    /// <summary>Scores something of the longest name, with the first answer to every question or with the last.</summary>
    private Task<Answer> Scored(Rubric rubric, Sender sender, bool lowest)
    {
        var form = ScoreForm.For(rubric, $"score.fill:{rubric.Id}:0", known: null);
        var values = form.Fields.ToDictionary(field => field.Name, field => field is ChoiceField choice ? choice.Choices[lowest ? 0 : ^1].Value : new string('n', 80), StringComparer.Ordinal);
        return _bot.Handle(new Submission(sender, form.Token, values, Page: null));
    }

    /// <summary>Gives a channel its cadences, as the form suggests them.</summary>
    private async Task SetUp(Place place)
    {
        var form = (await _bot.Handle(Some.Line("cadence setup", place: place))).ShouldBeOfType<Form>();
        await _bot.Handle(Some.Submission(form.Token, form.Fields.ToDictionary(field => field.Name, field => field.Value!, StringComparer.Ordinal), place: place));
    }

    /// <summary>A channel whose cadences somebody takes part in; they wrote too much for a report, and nobody looks after their stand-up any more.</summary>
    private async Task TakePart(Place place)
    {
        await SetUp(place);
        foreach (var prompt in _bot.Schedules.All.Where(one => one.Kind == "prompt" && one.State == ScheduleState.Active && one.Recipient == new PlaceRecipient(place)).ToList())
        {
            await _bot.Press($"cadence.join:{prompt.Subject}", place: place);
            var form = await _bot.Open($"cadence.answer:{prompt.Subject}:{prompt.NextDate:yyyyMMdd}", "ben", place);
            await _bot.Handle(Some.Submission(form.Token, form.Fields.ToDictionary(field => field.Name, _ => new string('w', Limits.FieldValue), StringComparer.Ordinal), user: "ben", place: place));
            if (_bot.Cadences[prompt.Subject] is { Kind: CadenceKind.StandUp } standUp)
            {
                await _bot.Cadences.GiveAsync(standUp.Id, standUp.Owner, null, CancellationToken.None);
            }
        }
    }

    /// <summary>Enrols somebody in every plan, gives them an item of a list, has somebody take part in a channel's cadences, and has what comes of these come.</summary>
    private async Task<List<ComposedMessage>> Scheduled(Sender to)
    {
        var composed = new List<ComposedMessage>();
        foreach (var plan in _bot.Pack.All<Plan>())
        {
            await _bot.Handle(new Submission(to, $"plan.enrol:{plan.Id}", Some.Values([.. plan.Questions.Select(question => (question.Name, question.Example)), ("nudge-time", "12:00")]), Page: null));
        }

        await _bot.Press("checklist.shared:risk-mitigation");
        await _bot.Submit($"checklist.item:{_bot.Checklists.All.Keys.Max()}:1:0", Some.Values(("assignee", to.Identity.UserId), ("due", "in 3 days"), ("note", "Ask legal")));

        foreach (var notice in _bot.Schedules.Entries.ToList())
        {
            var schedule = _bot.Schedules.All.Single(one => one.Id == notice.Key.Schedule);
            if (await _bot.Scheduled(schedule.Feature).ComposeAsync(new ComposeRequest(notice, schedule with { Recipient = notice.Key.Recipient }, AskToEase: false), CancellationToken.None) is ComposedMessage message)
            {
                composed.Add(message);
            }
        }

        await TakePart(Some.Random);
        foreach (var schedule in _bot.Schedules.All.Where(schedule => schedule.State == ScheduleState.Active).ToList())
        {
            var feature = _bot.Scheduled(schedule.Feature);
            var entry = _bot.Schedules.Due(schedule, schedule.NextDate!.Value);
            if (await feature.ComposeAsync(new ComposeRequest(entry, schedule, AskToEase: true), CancellationToken.None) is ComposedMessage message)
            {
                composed.Add(message);
                await feature.SettledAsync(_bot.Schedules.Settle(entry, EntryStatus.Sent), schedule, failure: null, CancellationToken.None);
            }
        }

        return composed;
    }

    private async Task Follow(Answer answer, string what, Sender from, int depth)
    {
        _bot.Time.Advance(TimeSpan.FromSeconds(3));
        answer.ShouldKeepTheLimits(what);
        answer.ShouldKeepTheLimitsOfSlack(what);
        answer.ShouldKeepTheLimitsOfDiscord(what);
        if (answer is Form shown)
        {
            // As where a surface was too late to show it: the button in its place opens the same form.
            var again = (await _bot.Handle(new Press(from, shown.ResumeToken, []))).ShouldBeOfType<Form>(what);
            (again.Title, again.Token, again.Page).ShouldBe((shown.Title, shown.Token, shown.Page), what);
            again.Fields.Select(Of).ShouldBe(shown.Fields.Select(Of), what);

            // A day that is suggested is another one after midnight.
            static (string Name, string Label, string? Value) Of(FormField field) => (field.Name, field.Label, field is DateField ? null : field.Value);
        }

        foreach (var token in answer.Tokens().Distinct())
        {
            var route = TokenParts.Of(token.Split('~')[0]).Name;
            _bot.Map.Routes.ShouldContain(route, what);
            _routes.Add(route);

            // The ids of runs and posts grow without end; one of each kind and item says enough.
            if (depth < 5 && _pressed.Add(string.Concat(token.Where(letter => !char.IsAsciiDigit(letter)))))
            {
                var values = answer is Reply reply && reply.All().OfType<Select>().FirstOrDefault(select => select.Token == token) is { } chosen ? [chosen.Options[0].Value] : Array.Empty<string>();
                await Follow(await _bot.Handle(new Press(from, token, [.. values])), $"{what} > {token}", from, depth + 1);
                await Follow(await _bot.Handle(new Press(from, token, [.. values])), $"{what} > {token} twice", from, depth + 1);
            }
        }

        if (answer is Form form && depth < 6)
        {
            foreach (var filler in (string[])["x", new string('y', Limits.FieldValue), Calendar])
            {
                var values = form.Fields.Where(field => field is TextField or LongTextField or DateField).ToDictionary(field => field.Name, field => field is DateField ? "today" : filler, StringComparer.Ordinal);
                await Follow(await _bot.Handle(new Submission(from, form.Token, values, Page: null)), $"{what} > submit", from, depth + 1);
            }
        }
    }

    [Fact]
    public async Task StartsEveryChecklistWithinTheLimits()
    {
        foreach (var checklist in _bot.Pack.All<Checklist>())
        {
            var run = await _bot.Press($"checklist.shared:{checklist.Id}");
            run.ShouldKeepTheLimits(checklist.Id);
            (await _bot.Press(run.Ticks().Token!, values: [.. run.Ticks().Items.Select(item => $"+{item.Key}")])).ShouldKeepTheLimits(checklist.Id);
        }
    }
}
