namespace MentorBot.IntegrationTests.FaultSchedules;

/// <summary>What somebody did with the bot while things went wrong, and what the platform told them at once; from that and what they read it is judged.</summary>
/// <param name="name">Whose it is.</param>
/// <param name="repeated">What the bot adds where an answer may be there twice.</param>
/// <param name="promised">What the bot calls that in which a word was said, where it promises an answer; null where it does not.</param>
internal sealed class FaultDiary(string name, string repeated, Func<string, string?> promised, FaultLog log)
{
    private readonly List<Done> _done = [];
    private readonly List<string> _wrong = [];
    private int _words;

    /// <summary>A word that nothing else has in it.</summary>
    public string WordOf(string what) => $"{what}-{name}-{++_words}-x";

    /// <summary>Something was done with a word in it.</summary>
    /// <param name="error">What the platform told at once.</param>
    /// <param name="isMissed">Whether it never came to the bot; it is asked when it is judged.</param>
    public void Note(string word, string? error, Func<bool>? isMissed = null)
    {
        log.Note($"{name} does {word}: {error ?? "ok"}");
        _done.Add(new Done(word, error, isMissed ?? (() => false)));
    }

    /// <summary>Something is wrong already.</summary>
    public void Complain(string what) => _wrong.Add($"{name} {what}");

    /// <summary>What is wrong by now; it may be asked again.</summary>
    /// <param name="read">All messages of the bot that they read.</param>
    /// <param name="apologies">What they read in place of answers.</param>
    /// <param name="isThereBefore">Whether a word was in a message already before anything was done with it.</param>
    public List<string> Judge(IReadOnlyList<string> read, FaultApologies apologies, Func<string, bool> isThereBefore)
    {
        var wrong = _wrong.ToList();
        foreach (var tries in _done.GroupBy(done => done.Word))
        {
            var answers = read.Where(text => text.Contains(tries.Key, StringComparison.Ordinal)).ToList();
            var first = answers.Count(text => !text.Contains(repeated, StringComparison.Ordinal));
            first -= isThereBefore(tries.Key) ? 1 : 0;
            var total = first + answers.Count(text => text.Contains(repeated, StringComparison.Ordinal));
            var told = string.Join(", ", tries.Select(done => $"{done.Word}: {done.Error ?? "ok"}"));
            if (total < tries.Count(done => done.Error is null && !done.IsMissed()) && !apologies.Take(promised(tries.Key)))
            {
                wrong.Add($"{name} was not answered: {told}\nThey read {string.Join(" | ", read.Select(text => text.ReplaceLineEndings(" ")).Select(text => text[..Math.Min(text.Length, 80)]))}");
            }

            if (first > tries.Count())
            {
                wrong.Add($"{name} was answered {first} times: {told}\n{string.Join("\n---\n", answers)}");
            }
        }

        return wrong;
    }

    private sealed record Done(string Word, string? Error, Func<bool> IsMissed);
}
