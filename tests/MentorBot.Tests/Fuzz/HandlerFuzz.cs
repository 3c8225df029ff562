using FsCheck.Fluent;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Fuzz;

/// <summary>Whatever comes in is answered kindly: no apology, nothing in the log, nothing that a platform would refuse.</summary>
public sealed class HandlerFuzz : IDisposable
{
    private static readonly Place[] Places = [Some.General, Some.Random, Some.DirectWith("ana")];

    private readonly TestBot _bot = new();

    public void Dispose() => _bot.Dispose();

    [Fact]
    public async Task AnswersTenThousandCommandLines()
    {
        var words = _bot.Map.Commands.SelectMany(command => command.Name.Split(' ').Append(command.Name)).Concat(_bot.Pack.Items.Select(item => item.Id)).Concat(["/mentor", "mentor", "help"]);
        var starts = _bot.Map.Commands.Select(command => $"/mentor {command.Name} ").Concat(["/mentor ", "", "/MENTOR\u00A0", "mentor post text:"]).ToArray();
        var lines = from start in Gen.Elements(starts) from text in Garbage.Text(words, 12, Limits.CommandLine) select start + text;
        foreach (var (number, line) in Garbage.Of(lines))
        {
            await Answered(new TypedLine(From(number), line), $"line {number}: {line}");
        }
    }

    [Fact]
    public async Task AnswersTenThousandTokensAndValues()
    {
        await Fill();
        var tokens = Garbage.Piece([.. _bot.Map.Routes, .. _bot.Map.Routes.SelectMany(Spellings)]);
        var values = Garbage.Piece(["+1", "-1", "1", "2", "99", "deadline-pushback", "risk-mitigation"]).ArrayOf();
        var presses =
            from token in Gen.Frequency((8, Gen.Elements(_bot.Map.Routes.SelectMany(Spellings).ToArray())), (4, tokens), (2, from one in tokens from other in tokens select $"{one}:{other}"), (1, from one in tokens select one + new string('x', 200)))
            from chosen in values
            select (Token: token, Values: chosen);
        foreach (var (number, press) in Garbage.Of(presses))
        {
            await Answered(new Press(From(number), press.Token, [.. press.Values]), $"press {number}: {press.Token} {string.Join(',', press.Values)}");
        }
    }

    [Fact]
    public async Task AnswersTenThousandSubmissions()
    {
        await Fill();
        var forms = _bot.Map.Routes.SelectMany(Spellings).ToArray();
        var names = _bot.Pack.Items.OfType<Core.Content.TemplateItem>().SelectMany(item => item.Placeholders).Select(placeholder => placeholder.Name).Concat(["words", "note", "assignee", "due", "zone", "days", "hours", "quiet", "nudges", "strength", "calendars", "text", "what", "impact", "number", "link", "date", "need"]).Distinct().ToArray();
        var values = Garbage.Text(["Friday", "Ana", "in 3 days", "lisbon", "Mon-Fri", "9-17:30", "22 to 7", "DE-BE", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nEND:VEVENT\nEND:VCALENDAR"], 6, Limits.FieldValue);
        var one = from name in Gen.Frequency((9, Gen.Elements(names)), (1, Garbage.Piece(names))) from value in values select (name, value);
        var submissions =
            from token in Gen.Frequency((8, Gen.Elements(forms)), (1, Garbage.Piece(forms)))
            from page in Gen.Frequency((2, Gen.Constant((int?)null)), (2, Gen.Elements(0, 1, 2).Select(page => (int?)page)), (1, Gen.Elements(-1, 99, int.MaxValue, int.MinValue).Select(page => (int?)page)))
            from all in Gen.Elements(true, false, false)
            from whole in values
            from some in one.ArrayOf()
            select (Token: token, Page: page, Values: (all ? names.Select(name => (name, value: whole)) : some).DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal));
        foreach (var (number, submission) in Garbage.Of(submissions))
        {
            await Answered(new Submission(From(number), submission.Token, submission.Values, submission.Page), $"submission {number}: {submission.Token} page {submission.Page}");
        }
    }

    [Fact]
    public async Task AnswersTenThousandShortcutsAndVisits()
    {
        string[] said = ["works on my machine", "not my job", "it's done", "LGTM", "no time", "sorry to bother you", "https://chat.example/1", "<@U1>"];
        var texts = Garbage.Text(said, 12, 40_000);
        var names = _bot.Map.Shortcuts.Select(shortcut => shortcut.Name).ToArray();
        var uses =
            from name in Gen.Frequency((9, Gen.Elements(names)), (1, Garbage.Piece(names)))
            from isThere in Gen.Elements(true, true, true, false)
            from text in texts
            from author in Garbage.Piece(said)
            from link in Garbage.Piece(said)
            select (Name: name, Message: isThere ? new PointedMessage(text, author, link) : null);
        foreach (var (number, use) in Garbage.Of(uses))
        {
            await Answered(new UsedShortcut(From(number), use.Name, use.Message), $"shortcut {number}: {use.Name} on {use.Message}");
            if (number % 10 == 0)
            {
                await Answered(new HomeVisit(From(number)), $"visit {number}");
            }
        }
    }

    private static Sender From(int number) => Some.Sender($"u{number % 400}", Places[number % Places.Length], (Role)(number % 4)) with { Name = "Ana" };

    private static IEnumerable<string> Spellings(string route) =>
        [
            $"{route}:1", $"{route}:2", $"{route}:3", $"{route}:1:1", $"{route}:1:99", $"{route}:deadline-pushback",
            $"{route}:stakeholder-alignment", $"{route}:risk-mitigation", $"{route}:refactor", $"{route}:1~1", $"{route}:time", $"{route}:ics",
            $"{route}:Europe/Lisbon", $"{route}:stakeholder-alignment~1", $"{route}:-1", $"{route}:", $"{route}:1:1:0", $"{route}:1:2:1", $"{route}:20260101:20261231", $"{route}:20260101:20261231:10",
        ];

    /// <summary>Some runs and posts, so that tokens lead somewhere.</summary>
    private async Task Fill()
    {
        foreach (var user in (string[])["u0", "u1", "u2"])
        {
            await _bot.Press("checklist.shared:risk-mitigation", user);
            await _bot.Press("checklist.mine:project-onboarding", user);
            await _bot.Say("/mentor post risk-mitigation", user);
            await _bot.Say("/mentor post weekly-status", user);
        }
    }

    private async Task Answered(Incoming incoming, string what)
    {
        _bot.Time.Advance(TimeSpan.FromSeconds(1));
        var answer = await _bot.Handle(incoming);
        if (_bot.Log.Errors.Count > 0)
        {
            _bot.Log.Errors.ShouldBeEmpty(what);
        }

        answer.ShouldKeepTheLimits(what);
        System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(answer, MessageJson.Default.Answer).Length.ShouldBeGreaterThan(0);
    }
}
