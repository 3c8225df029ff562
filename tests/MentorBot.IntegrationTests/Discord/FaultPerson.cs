using MentorBot.IntegrationTests.FaultSchedules;
using MentorBot.Simulators.Discord;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>Somebody who uses the bot while things go wrong, and keeps a note of what they did and of what Discord told them.</summary>
internal sealed class FaultPerson
{
    private const string Repeated = "Discord didn't say whether this reached you";
    private const string Sorry = "Something went wrong on my side";

    /// <summary>Whoever sends the last page once more, of which only the answer was lost, reads that the first is to be filled in again.</summary>
    private const string Again = "needs another look";
    private const string LastOfShort = "What could be left out";
    private const string LastOfLong = "Who decides if you can't agree";

    private static readonly string[] Unposted = ["I couldn't post it", "Discord didn't say whether it took the post", Sorry];

    private readonly DiscordSimulator _discord;
    private readonly DiscordPerson _me;
    private readonly DiscordChannel _general;
    private readonly Random _random;
    private readonly FaultLog _log;
    private readonly FaultDiary _diary;
    private readonly FaultForms _forms;
    private DiscordMessage _card = null!;
    private DiscordMessage _longCard = null!;
    private DiscordMessage _toPost = null!;
    private DiscordMessage _toCopy = null!;
    private string _postWord = string.Empty;
    private string _copyWord = string.Empty;
    private DiscordInteraction? _post;
    private (string First, string Last)? _pages;

    public FaultPerson(DiscordSimulator discord, DiscordPerson me, DiscordChannel general, Random random, FaultLog log)
    {
        (_discord, _me, _general, _random, _log) = (discord, me, general, random, log);
        _diary = new FaultDiary(me.Name, Repeated, PromisedFor, log);
        _forms = new FaultForms(discord, me, general, _diary);
    }

    /// <summary>Does it again where the machine was too busy for Discord's patience.</summary>
    public static async Task<DiscordInteraction> UntilOkAsync(Func<Task<DiscordInteraction>> act)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (await act() is { Error: var error } done && (error is null || attempt == 20))
            {
                return error is null ? done : throw new InvalidOperationException($"It did not work when all was well: {error}.");
            }

            await Task.Delay(100);
        }
    }

    /// <summary>Some answers come a while after Discord was told that they would; what has not come by then, the verdict names.</summary>
    public static async Task WaitForLateAnswersAsync(FaultPerson[] people)
    {
        for (var tries = 0; tries < 200 && people.Any(person => person.Judge().Count > 0); tries++)
        {
            await Task.Delay(50);
        }
    }

    /// <summary>Gets ready what is to be pressed, while all is well.</summary>
    public async Task PrepareAsync()
    {
        _card = await CardAsync("deadline-pushback");
        _longCard = await CardAsync("scope-creep-no");
        (_postWord, _toPost) = await PreviewAsync("post");
        (_copyWord, _toCopy) = await PreviewAsync("copy");
    }

    /// <summary>A working day, in some order.</summary>
    public async Task LiveAsync()
    {
        Func<Task>[] day = [CommandAsync, CommandAsync, DirectCommandAsync, CopyAsync, PostAsync, FillAsync, FillPagesAsync, SaveAsync, WriteAsync, CompleteAsync];
        _random.Shuffle(day);
        foreach (var act in day)
        {
            await Task.Delay(_random.Next(60));
            await act();
        }
    }

    /// <summary>The bot answers, now that all is well again.</summary>
    public Task FinishAsync() => UntilOkAsync(CommandAsync);

    /// <summary>What is wrong by now; it may be asked again.</summary>
    public List<string> Judge()
    {
        var read = _forms.Read().Select(message => $"{message.Shown}\n{message.Text}").ToList();
        var apologies = new FaultApologies(read, Sorry, Again);
        var wrong = _diary.Judge(read, apologies, word => word == _copyWord);
        JudgePost(read, apologies, wrong);
        if (_pages is { } pages && read.Exists(text => text.Contains(pages.Last, StringComparison.Ordinal) && !text.Contains(pages.First, StringComparison.Ordinal)))
        {
            wrong.Add($"{_me.Name}'s first page was lost: {pages}");
        }

        if (_me.Pings.FirstOrDefault(message => message.Channel == _general) is { } ping)
        {
            wrong.Add($"{_me.Name} was pinged: {ping}");
        }

        return wrong;
    }

    private static string? PromisedFor(string word) => word.Split('-')[0] switch
    {
        "type" or "direct" => "/mentor script",
        "fill" or "page" or "save" => FaultApologies.AForm,
        "copy" => FaultApologies.APress,
        _ => null,
    };

    private void JudgePost(List<string> read, FaultApologies apologies, List<string> wrong)
    {
        var posts = _general.FromBot.Count(message => message.Shown.Contains(_postWord, StringComparison.Ordinal));
        var isToldPosted = read.Exists(text => text.Contains("Posted. You can edit", StringComparison.Ordinal));
        var isToldNot = read.Exists(text => Unposted.Any(sorry => text.Contains(sorry, StringComparison.Ordinal)));
        if (posts > 1 || (posts == 0 && isToldPosted))
        {
            wrong.Add($"{_me.Name}'s post is in the channel {posts} times");
        }

        if (_post is { Error: null } && !isToldPosted && !isToldNot && !apologies.Take(FaultApologies.APress))
        {
            wrong.Add($"{_me.Name} does not know what became of the post, which is there {posts} times");
        }
    }

    /// <summary>Discord brings what was written as long as the session lasts, and not to another one.</summary>
    private Func<bool> Missed()
    {
        var before = _discord.Identifies;
        return () => before < _discord.Identifies;
    }

    private async Task<DiscordInteraction> DoAsync(string word, Func<Task<DiscordInteraction>> act)
    {
        var done = await act();
        _diary.Note(word, done.Error);
        return done;
    }

    private Task<DiscordInteraction> CommandAsync()
    {
        var word = _diary.WordOf("type");
        return DoAsync(word, () => _me.TypesAsync($"/mentor script id:{word}", _general));
    }

    private Task<DiscordInteraction> DirectCommandAsync()
    {
        var word = _diary.WordOf("direct");
        return DoAsync(word, () => _me.TypesAsync($"/mentor script id:{word}"));
    }

    private Task WriteAsync()
    {
        var word = _diary.WordOf("write");
        _diary.Note(word, error: null, Missed());
        _me.Says($"script {word}");
        return Task.CompletedTask;
    }

    private Task<DiscordInteraction> CopyAsync() => DoAsync(_copyWord, () => _me.PressAsync(_toCopy, "Copy"));

    private async Task PostAsync()
    {
        _post = await _me.PressAsync(_toPost, "Post here");
        _log.Note($"{_me.Name} presses Post here: {_post.Error ?? "ok"}");
    }

    private async Task CompleteAsync()
    {
        var typed = await _me.CompletesAsync("/mentor script id:dead", _general);
        if (typed.Error is null && typed.Choices.All(choice => (string?)choice.Value != "deadline-pushback"))
        {
            _diary.Complain($"was offered {string.Join(", ", typed.Choices)}");
        }
    }

    private async Task FillAsync()
    {
        if (await _forms.OpenAsync(() => _me.PressAsync(_card, "Fill in"), LastOfShort) is { } form)
        {
            var word = _diary.WordOf("fill");
            Fill(form, word);
            await SubmitAsync(form, word);
        }
    }

    /// <summary>Two modals with a button between them.</summary>
    private async Task FillPagesAsync()
    {
        var pages = (First: _diary.WordOf("page"), Last: _diary.WordOf("page"));
        if (await _forms.OpenAsync(() => _me.PressAsync(_longCard, "Fill in"), "What it costs") is not { } first)
        {
            return;
        }

        foreach (var field in first.Fields)
        {
            _me.Fills(first, field.CustomId!, pages.First);
        }

        _pages = pages;
        if (await _forms.GoOnAsync(first) is { } between && await _forms.OpenAsync(() => _me.PressAsync(between, FaultForms.Continue), LastOfLong) is { } last)
        {
            _me.Fills(last, "What you will and won't do", pages.Last);
            _me.Fills(last, LastOfLong, pages.Last);
            await SubmitAsync(last, pages.Last);
        }
    }

    /// <summary>A command of a message's menu, which opens a modal with what the message says.</summary>
    private async Task SaveAsync()
    {
        var word = _diary.WordOf("save");
        var said = _me.Says($"I did {word}", _general);
        if (await _forms.OpenAsync(() => _me.UsesOnMessageAsync("Save as evidence", said), "What it changed") is { } form)
        {
            await SubmitAsync(form, word);
        }
    }

    private Task<bool> SubmitAsync(DiscordModal form, string word) => _forms.SubmitAsync(form, () => DoAsync(word, () => _me.SubmitsAsync(form)));

    private async Task<DiscordMessage> CardAsync(string id) => await (await UntilOkAsync(() => _me.TypesAsync($"/mentor script id:{id}", _general))).FinishedAsync();

    private async Task<(string Word, DiscordMessage Preview)> PreviewAsync(string what)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            // Another word each time: what was too late may come all the same.
            var word = _diary.WordOf(what);
            if (await _forms.OpenAsync(() => _me.PressAsync(_card, "Fill in"), LastOfShort) is { } form)
            {
                Fill(form, word);

                // Where the form was late, it may have been opened in the direct conversation, where nothing is posted.
                if (await _me.SubmitsAsync(form) is { Error: null } submitted && await submitted.FinishedAsync() is { } preview && preview.Channel == _general)
                {
                    return (word, preview);
                }
            }
        }

        throw new InvalidOperationException("No form opened when all was well.");
    }

    /// <summary>With words that would notify somebody, were they not disarmed.</summary>
    private void Fill(DiscordModal form, string word)
    {
        _me.Fills(form, "The date they want", "@everyone Friday");
        _me.Fills(form, "The date you can make", $"<@{_me.Id}> Monday");
        _me.Fills(form, LastOfShort, word);
    }
}
