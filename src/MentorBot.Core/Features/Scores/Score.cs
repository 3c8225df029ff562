using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MentorBot.Core.Content;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Core.Features.Scores;

/// <summary>A thing that somebody scored with a rubric, at one time.</summary>
/// <param name="Id">Ours; 0 for one that is not kept yet.</param>
/// <param name="Rubric">The rubric's id.</param>
/// <param name="Name">What was scored, as the person calls it; <see cref="Score.Self"/> where they scored themselves.</param>
public sealed record Score(long Id, PersonId Person, Workspace Workspace, string Rubric, string Name, ScoreSheet Sheet, Instant At)
{
    /// <summary>The name of who scored themselves.</summary>
    public const string Self = "Me";
}

/// <summary>What was picked, with all of the rubric that the number rests on: a later edit of the pack changes nothing here.</summary>
/// <param name="Version">The rubric's version.</param>
/// <param name="Title">The rubric's title.</param>
/// <param name="OfSelf">Whether people score themselves with it.</param>
/// <param name="Band">What the number meant, such as Do it now.</param>
/// <param name="Then">What to do then.</param>
/// <param name="Rungs">The levels that all criteria share, from the lowest; none where they have their own.</param>
public sealed record ScoreSheet(
    int Version,
    string Title,
    bool OfSelf,
    RubricFormula Formula,
    ImmutableArray<ScorePick> Picks,
    string Band,
    string Then,
    ImmutableArray<ScoreRung> Rungs)
{
    /// <summary>The number: whole percent, or what the product comes to.</summary>
    [JsonIgnore]
    public decimal Total => TotalOf(Formula, Picks);

    /// <summary>The number as it is shown.</summary>
    [JsonIgnore]
    public string Shown => ScoreWords.Number(Formula, Total);

    internal static decimal TotalOf(RubricFormula formula, ImmutableArray<ScorePick> picks) => formula switch
    {
        RubricFormula.WeightedPercent => Math.Round(100m * picks.Sum(pick => pick.Weight * pick.Points) / picks.Sum(pick => pick.Weight * pick.Most), MidpointRounding.AwayFromZero),
        _ => picks.Aggregate(1m, (product, pick) => pick.Divides ? product : product * pick.Points)
            / picks.Aggregate(1m, (product, pick) => pick.Divides ? product * pick.Points : product),
    };
}

/// <summary>The level that was picked for one criterion.</summary>
/// <param name="Criterion">Its id.</param>
/// <param name="Level">The level's id.</param>
/// <param name="Least">The fewest points that it can have.</param>
/// <param name="Most">The most points that it can have.</param>
public sealed record ScorePick(
    string Criterion,
    string Title,
    string? Group,
    int Weight,
    bool Divides,
    string Level,
    string LevelTitle,
    string LevelDescription,
    int Points,
    int Least,
    int Most)
{
    /// <summary>How good the pick is for the number, from 0 to 1.</summary>
    [JsonIgnore]
    public decimal Worth => Most == Least ? 1 : (Divides ? Most - Points : Points - Least) / (decimal)(Most - Least);
}

/// <summary>A level that all criteria share, such as a rung of the ladder.</summary>
public sealed record ScoreRung(string Title, int Points);
