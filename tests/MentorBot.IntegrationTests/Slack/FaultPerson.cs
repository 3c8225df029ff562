using MentorBot.IntegrationTests.FaultSchedules;
using MentorBot.Simulators.Slack;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>Somebody who uses the bot while things go wrong, and keeps a note of what they did and of what Slack told them.</summary>
internal sealed class FaultPerson(SlackSimulator slack, SlackPerson me, SlackChannel general, Random random, FaultLog log)
{
    public const string Repeated = "Slack didn't say whether this reached you";
    private const string Sorry = "Something went wrong on my side";
    private const string Resume = "wasn't ready in time";
    private static readonly string[] Unposted = ["I couldn't post it", "Slack didn't say whether it took the post", Sorry];

    private readonly List<Done> _done = [];
    private readonly List<string> _wrong = [];
    private readonly Dictionary<SlackView, string> _filled = [];
    private SlackMessage _card = null!;
    private SlackMessage _said = null!;
    private SlackMessage _written = null!;
    private SlackMessage _toPost = null!;
    private SlackMessage _toCopy = null!;
    private string _postWord = string.Empty;
    private string _copyWord = string.Empty;
    private Done? _post;
    private int _words;

    public SlackPerson Me => me;

    /// <summary>Gets ready what is to be pressed, while all is well.</summary>
    public async Task PrepareAsync()
    {
        _said = me.Says("The date is not going to hold", general);
        _written = me.Says("script nothing");
        await me.WaitForDirectAsync("nothing");
        await UntilOkAsync(() => me.TypesAsync("/mentor script deadline-pushback", general));
        _card = await me.WaitForAsync(general, "Push back on a deadline");
        (_postWord, _toPost) = await PreviewAsync("post");
        (_copyWord, _toCopy) = await PreviewAsync("copy");
    }

    /// <summary>A working day, in some order.</summary>
    public async Task LiveAsync()
    {
        Func<Task>[] day = [CommandAsync, CommandAsync, CopyAsync, PostAsync, FillAsync, WriteAsync, MentionAsync, TalkInThreadAsync];
        random.Shuffle(day);
        foreach (var act in day)
        {
            await Task.Delay(random.Next(120));
            await act();
        }
    }

    /// <summary>Does once more what Slack said did not work, now that all is well.</summary>
    public async Task FinishAsync()
    {
        if (me.Modal is { Submit: not null } form)
        {
            await SubmitAsync(form, attempts: 3);
        }
    }

    /// <summary>Whether everything that they said without a command has an answer.</summary>
    public bool IsAnswered => _done.Where(done => done.ComesAgain).All(done => Read().Any(message => message.Shown.Contains(done.Word, StringComparison.Ordinal)));

    /// <summary>What is wrong by now; it may be asked again.</summary>
    public List<string> Judge()
    {
        var wrong = _wrong.ToList();
        var read = Read().Select(message => $"{message.Shown}\n{message.Text}").ToList();
        var apologies = new FaultApologies(read, Sorry);
        foreach (var tries in _done.GroupBy(done => done.Word))
        {
            var answers = read.Where(text => text.Contains(tries.Key, StringComparison.Ordinal)).ToList();
            var first = answers.Count(text => !text.Contains(Repeated, StringComparison.Ordinal));
            first -= tries.Key.StartsWith("copy", StringComparison.Ordinal) ? 1 : 0;
            var total = first + answers.Count(text => text.Contains(Repeated, StringComparison.Ordinal));
            if (total < tries.Count(done => done.Error is null) && !apologies.Take(PromisedFor(tries.Key)))
            {
                wrong.Add($"{me.Name} was not answered: {Told(tries)}");
            }

            if (first > tries.Count())
            {
                wrong.Add($"{me.Name} was answered {first} times: {Told(tries)}\n{string.Join("\n---\n", answers)}");
            }
        }

        JudgePost(read, apologies, wrong);
        return wrong;
    }

    private static string? PromisedFor(string word) => word.Split('-')[0] switch
    {
        "type" => "/mentor script",
        "fill" => FaultApologies.AForm,
        "copy" => FaultApologies.APress,

        // What comes again, nobody promises.
        _ => null,
    };

    private static string Told(IGrouping<string, Done> tries) => string.Join(", ", tries.Select(done => $"{done.Word}: {done.Error ?? "ok"}"));

    private void JudgePost(List<string> read, FaultApologies apologies, List<string> wrong)
    {
        var posts = general.FromBot.Count(message => message.Shown.Contains(_postWord, StringComparison.Ordinal));
        var isToldPosted = read.Exists(text => text.Contains("Posted. You can edit", StringComparison.Ordinal));
        var isToldNot = read.Exists(text => Unposted.Any(sorry => text.Contains(sorry, StringComparison.Ordinal)));
        if (posts > 1 || (posts == 0 && isToldPosted))
        {
            wrong.Add($"{me.Name}'s post is in the channel {posts} times");
        }

        if (_post is { Error: null } && !isToldPosted && !isToldNot && !apologies.Take(FaultApologies.APress))
        {
            wrong.Add($"{me.Name} does not know what became of the post, which is there {posts} times");
        }
    }

    private string WordOf(string what) => $"{what}-{me.Name}-{++_words}-{me.Id[^3..]}";

    private async Task CommandAsync()
    {
        var word = WordOf("type");
        await DoAsync(word, () => me.TypesAsync($"/mentor script {word}", general));
    }

    private Task WriteAsync() => SayAsync("write", word => me.Says($"script {word}"));

    private Task MentionAsync() => SayAsync("mention", word => me.Says($"@mentorbot script {word}", general));

    /// <summary>In the channel or with the bot alone.</summary>
    private Task TalkInThreadAsync() => random.Next(2) == 0
        ? SayAsync("thread", word => me.Says($"@mentorbot script {word}", general, _said))
        : SayAsync("reply", word => me.Says($"script {word}", channel: null, _written));

    private Task SayAsync(string what, Action<string> say)
    {
        var word = WordOf(what);
        say(word);
        log.Note($"{me.Name} says {word}");
        _done.Add(new Done(word, Error: null, ComesAgain: true));
        return Task.CompletedTask;
    }

    private Task<SlackInteraction> CopyAsync() => DoAsync(_copyWord, () => me.PressAsync(_toCopy, "Copy"));

    private async Task PostAsync()
    {
        _post = new Done("Post here", (await me.PressAsync(_toPost, "Post here")).Error, ComesAgain: false);
        log.Note($"{me.Name} presses Post here: {_post.Error ?? "ok"}");
    }

    private async Task FillAsync()
    {
        for (var attempt = 0; attempt < 4; attempt++)
        {
            var asked = Resumed.Count;
            var told = PressesInterrupted;
            var surface = attempt > 0 && asked > 0 ? Resumed[^1] : _card;
            var pressed = await me.PressAsync(surface, surface == _card ? "Fill in" : "Open the form");
            log.Note($"{me.Name} opens a form: {pressed.Error ?? "ok"}");
            if (pressed.Error is null)
            {
                await AnsweredAsync("the press that opens a form", () => me.Modal is not null || Resumed.Count > asked || Sees(Sorry) || PressesInterrupted > told);
            }

            if (me.Modal is { } form)
            {
                Fill(form, WordOf("fill"));
                await SubmitAsync(form, attempts: 2);
                return;
            }
        }
    }

    private async Task SubmitAsync(SlackView form, int attempts)
    {
        for (var attempt = 0; attempt < attempts && me.Modal == form && _filled.TryGetValue(form, out var word); attempt++)
        {
            if ((await DoAsync(word, () => me.SubmitsAsync(form))).Error is null)
            {
                return;
            }

            await Task.Delay(100);
        }
    }

    private async Task<(string Word, SlackMessage Preview)> PreviewAsync(string what)
    {
        for (var attempt = 0; attempt < 30; attempt++)
        {
            if (me.Modal is null)
            {
                await UntilOkAsync(() => me.PressAsync(_card, "Fill in"));
                await Task.WhenAny(me.WaitForModalAsync(), Task.Delay(1_000));
            }

            // Another word each time: what was too late may come all the same.
            var word = WordOf(what);
            if (me.Modal is { } form)
            {
                Fill(form, word);
                if ((await me.SubmitsAsync(form)).Error is null)
                {
                    return (word, await me.WaitForAsync(general, word));
                }
            }
        }

        throw new InvalidOperationException("No form opened when all was well.");
    }

    private void Fill(SlackView form, string word)
    {
        me.Fills(form, "The date they want", "Friday");
        me.Fills(form, "The date you can make", "Monday");
        me.Fills(form, "What could be left out", word);
        _filled[form] = word;
    }

    private static async Task<SlackInteraction> UntilOkAsync(Func<Task<SlackInteraction>> act)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (await act() is { Error: var error } done && (error is null || attempt == 30))
            {
                return error is null ? done : throw new InvalidOperationException($"It did not work when all was well: {error}.");
            }

            await Task.Delay(100);
        }
    }

    private async Task AnsweredAsync(string what, Func<bool> isAnswered)
    {
        try
        {
            await slack.WaitUntilAsync($"{me.Name} has an answer to {what}", isAnswered);
        }
        catch (TimeoutException)
        {
            _wrong.Add($"{me.Name} had no answer to {what}");
        }
    }

    /// <summary>All that they have of the bot.</summary>
    private IEnumerable<SlackMessage> Read() => me.Sees(general).Concat(me.Sees(slack.DirectWith(me))).Where(message => message.IsFromBot);

    private List<SlackMessage> Resumed => [.. Read().Where(message => message.Shown.Contains(Resume, StringComparison.Ordinal))];

    private int PressesInterrupted => Read().Count(message => message.Text.Contains(FaultApologies.Interrupted + FaultApologies.APress, StringComparison.Ordinal));

    private bool Sees(string words) => me.Sees(general).Any(message => message.Shown.Contains(words, StringComparison.Ordinal));

    private async Task<SlackInteraction> DoAsync(string word, Func<Task<SlackInteraction>> act)
    {
        var done = await act();
        log.Note($"{me.Name} does {word}: {done.Error ?? "ok"}");
        _done.Add(new Done(word, done.Error, ComesAgain: false));
        return done;
    }

    /// <summary>Something that was done with a word in it.</summary>
    /// <param name="Error">What Slack told the person at once.</param>
    /// <param name="ComesAgain">Whether Slack brings it again where nobody acknowledged it.</param>
    private sealed record Done(string Word, string? Error, bool ComesAgain);
}
