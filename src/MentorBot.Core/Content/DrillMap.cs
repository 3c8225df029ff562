namespace MentorBot.Core.Content;

/// <summary>Where the moves of a <see cref="Drill"/> lead, and what is wrong where they lead nowhere.</summary>
internal sealed class DrillMap
{
    private readonly Drill _drill;
    private readonly Dictionary<string, DrillScene> _scenes;
    private readonly Dictionary<string, int> _best = new(StringComparer.Ordinal);

    public DrillMap(Drill drill)
    {
        _drill = drill;
        _scenes = drill.Scenes.ToDictionary(scene => scene.Id, StringComparer.Ordinal);
    }

    /// <summary>The points of the best way through.</summary>
    public int Best => BestFrom(_drill.Scenes[0].Id);

    /// <summary>The moves that were made one after the other, and where they lead: a scene, or an end. Null where there are no such moves.</summary>
    public (IReadOnlyList<DrillMove> Made, DrillScene? Scene, DrillEnd? End)? Follow(IEnumerable<int> choices)
    {
        var made = new List<DrillMove>();
        var scene = _drill.Scenes[0];
        foreach (var choice in choices)
        {
            if (scene is null || choice < 0 || choice >= scene.Moves.Length)
            {
                return null;
            }

            made.Add(scene.Moves[choice]);
            scene = _scenes.GetValueOrDefault(made[^1].Next.Id);
        }

        return (made, scene, scene is null ? _drill.Ends.First(end => end.Id == made[^1].Next.Id) : null);
    }

    /// <summary>Every next exists and everything is reached, nothing goes round in circles, and every way has the length of a conversation.</summary>
    public static IEnumerable<ContentProblem> Problems(Drill drill)
    {
        var names = drill.Scenes.Select(scene => (scene.Id, scene.Position)).Concat(drill.Ends.Select(end => (end.Id, end.Position))).ToList();
        var wrong = new List<ContentProblem>();
        wrong.AddRange(ContentProblem.Twice(names, "scene and each end"));
        var known = names.Select(name => name.Id).ToHashSet(StringComparer.Ordinal);
        wrong.AddRange(drill.Scenes.SelectMany(scene => scene.Moves).Where(move => !known.Contains(move.Next.Id))
            .Select(move => new ContentProblem(move.Next.Position, $"There is no scene and no end `{move.Next.Id}`. Expected one of: {string.Join(", ", known)}.")));
        if (wrong.Count > 0)
        {
            return wrong;
        }

        var walk = new Walk(new DrillMap(drill));
        walk.Through(drill.Scenes[0], turn: 1);
        wrong.AddRange(walk.Problems);
        if (walk.Problems.Count == 0)
        {
            wrong.AddRange(names.Where(name => !walk.Reached.Contains(name.Id)).Select(name => new ContentProblem(name.Position, $"No move leads to `{name.Id}`. Lead one there or take it out.")));
        }

        return wrong;
    }

    private int BestFrom(string id)
    {
        if (!_scenes.TryGetValue(id, out var scene))
        {
            return 0;
        }

        if (!_best.TryGetValue(id, out var best))
        {
            _best[id] = best = scene.Moves.Max(move => move.Points + BestFrom(move.Next.Id));
        }

        return best;
    }

    /// <summary>Goes every way there is; it ends, since no way is followed beyond the turns that it may have.</summary>
    private sealed class Walk(DrillMap map)
    {
        private readonly List<string> _way = [];

        public HashSet<string> Reached { get; } = new(StringComparer.Ordinal);

        public List<ContentProblem> Problems { get; } = [];

        public void Through(DrillScene scene, int turn)
        {
            Reached.Add(scene.Id);
            _way.Add(scene.Id);
            foreach (var move in scene.Moves)
            {
                if (map._scenes.TryGetValue(move.Next.Id, out var next))
                {
                    if (_way.Contains(next.Id))
                    {
                        Note(move, $"`{next.Id}` has been on this way before, so it would go round for ever. Expected a scene that is new, or an end.");
                    }
                    else if (turn == Drill.MostTurns)
                    {
                        Note(move, $"After {Drill.MostTurns} turns it still goes on, to `{next.Id}`. Expected an end by then.");
                    }
                    else
                    {
                        Through(next, turn + 1);
                    }
                }
                else
                {
                    Reached.Add(move.Next.Id);
                    if (turn < Drill.FewestTurns)
                    {
                        Note(move, $"It ends after {turn} {(turn == 1 ? "turn" : "turns")}. Expected {Drill.FewestTurns} to {Drill.MostTurns} on every way.");
                    }
                }
            }

            _way.RemoveAt(_way.Count - 1);
        }

        /// <summary>Many ways lead over one move, and one mistake is said once.</summary>
        private void Note(DrillMove move, string message)
        {
            if (!Problems.Exists(problem => problem.Position == move.Next.Position))
            {
                Problems.Add(new ContentProblem(move.Next.Position, message));
            }
        }
    }
}
