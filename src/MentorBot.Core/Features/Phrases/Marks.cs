using System.Collections.Immutable;
using MentorBot.Core.Content;
using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Phrases;

/// <summary>A habit that shows in a text, with the person's own words in which it does.</summary>
internal sealed record Mark(Habit Habit, ImmutableArray<string> Quotes);

/// <summary>What there is to say about a text: the habits that show in it, and what it does well.</summary>
internal sealed record Marked(ImmutableArray<Mark> Marks, ImmutableArray<string> Praise)
{
    private const int MostQuotes = 3;
    private const int LongestQuote = 90;

    /// <param name="said">What the language bank has something for already: its words aren't marked a second time.</param>
    public static Marked Of(WrittenText text, IEnumerable<Habit> habits, IReadOnlyList<SaidPhrase> said)
    {
        var marks = ImmutableArray.CreateBuilder<Mark>();
        var praise = ImmutableArray.CreateBuilder<string>();
        var sentences = text.Sentences().ToList();
        foreach (var habit in habits.OrderBy(habit => habit.Rank))
        {
            if (habit.Missing is { } lack)
            {
                var (needs, has) = Look(text, sentences, lack);
                if (needs is not null)
                {
                    marks.Add(new Mark(habit, [Limits.Shorten(needs, LongestQuote)]));
                }
                else if (has)
                {
                    praise.Add(lack.Praise);
                }
            }
            else if (Shown(text, habit, said) is { Length: > 0 } quotes)
            {
                marks.Add(new Mark(habit, quotes));
            }
        }

        return new Marked(marks.ToImmutable(), praise.ToImmutable());
    }

    private static ImmutableArray<string> Shown(WrittenText text, Habit habit, IReadOnlyList<SaidPhrase> said)
    {
        bool IsFree(WordSpan span) => !said.Any(one => one.Span.Overlaps(span));

        var words = text.Find(habit.Words).Where(IsFree).ToList();
        var repeated = text.Find(habit.Repeated).Where(span => IsFree(span) && !words.Exists(word => word.Overlaps(span))).ToList();
        if (words.Count == 0 && repeated.Count < 2)
        {
            return [];
        }

        return
        [
            .. words.Concat(repeated).OrderBy(span => span.Start)
                .Select(span => Limits.Shorten(text.Excerpt(span), LongestQuote))
                .DistinctBy(quote => quote.ToUpperInvariant())
                .Take(MostQuotes),
        ];
    }

    /// <summary>The sentence that needs what isn't there, or whether it is there. Courtesies ask for nothing.</summary>
    private static (string? Needs, bool Has) Look(WrittenText text, IReadOnlyList<WrittenText> sentences, Lack lack)
    {
        var body = sentences.Where(sentence => sentence.Has(Sign.Question) || !sentence.HasAny(lack.Ignore)).ToList();
        if (body.Find(sentence => sentence.HasAny(lack.When)) is not { } needing)
        {
            return (null, false);
        }

        return text.Has(lack.Unless)
            ? (null, true)
            : (body.Sum(sentence => sentence.Length) < lack.FromWords ? null : needing.Whole(), false);
    }
}
