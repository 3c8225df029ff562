namespace MentorBot.Simulators.Transcripts;

/// <summary>Lets whoever sits at the terminal use the bot as people on a platform do: for trying it by hand, without a workspace.</summary>
internal abstract class Talk(TextReader input, TextWriter output)
{
    /// <summary>Nothing more comes once it has been quiet for as long.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(700);

    private readonly Dictionary<object, string> _seen = [];

    protected TextWriter Output => output;

    /// <summary>What can be typed.</summary>
    protected abstract string Help { get; }

    /// <summary>Who acts.</summary>
    protected abstract string Me { get; }

    /// <summary>All that is in sight, each with what it says and how to tell of it.</summary>
    protected abstract IEnumerable<(object What, string Shown, Action Tell)> Sight();

    /// <summary>Does what was typed; what the platform says to it, where that is no message, is returned.</summary>
    /// <param name="what">What follows the verb, up to the equals sign.</param>
    /// <param name="value">What follows that.</param>
    protected abstract Task<string?> DoAsync(string verb, string rest, string what, string value);

    /// <summary>What was wrong with what the bot sent.</summary>
    protected abstract IEnumerable<string> Mistakes();

    public async Task RunAsync()
    {
        output.WriteLine(Help);
        while (await input.ReadLineAsync() is { } line && line.Trim() != "quit")
        {
            output.WriteLine($"{Environment.NewLine}▶ {Me}: {line}");
            await DoAsync(line.Trim());
            await ShowAsync();
        }

        foreach (var mistake in Mistakes())
        {
            output.WriteLine($"Seen: {mistake}");
        }
    }

    private async Task DoAsync(string line)
    {
        var (verb, rest) = line.Split(' ', 2) is [var first, var more] ? (first, more) : (line, string.Empty);
        var (what, value) = rest.Split('=', 2) is [var left, var right] ? (left.Trim(), right.Trim()) : (rest, string.Empty);
        try
        {
            if (verb is not ("" or "look") && await DoAsync(verb, rest, what, value) is { } said)
            {
                output.WriteLine($"  They are told: {said}");
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or KeyNotFoundException)
        {
            output.WriteLine($"  ({exception.Message})");
        }
    }

    /// <summary>What is new, or otherwise than before, wherever the person looks.</summary>
    private async Task ShowAsync()
    {
        for (var before = string.Empty; before != Shown();)
        {
            before = Shown();
            await Task.Delay(Quiet);
        }

        foreach (var (what, shown, tell) in Sight())
        {
            if (_seen.GetValueOrDefault(what) != shown)
            {
                _seen[what] = shown;
                tell();
            }
        }
    }

    private string Shown() => string.Join('\n', Sight().Select(one => one.Shown));
}
