namespace MentorBot.Core.Platforms;

/// <summary>Gives a task that only one node may do at a time, such as holding a gateway open, to one of the nodes on a database.</summary>
public interface ISoleTasks
{
    /// <summary>
    /// Takes the task over; null where another node has it, or this one already. Whoever has it keeps it until it is disposed of or
    /// lost. Throws where the database does not answer.
    /// </summary>
    Task<ISoleTask?> TryTakeAsync(string name, CancellationToken cancellationToken);
}

/// <summary>A task that is this node's alone, as long as <see cref="Lost"/> is not cancelled.</summary>
public interface ISoleTask : IAsyncDisposable
{
    /// <summary>Cancelled within five seconds of the moment in which another node may have the task; not by disposing of it.</summary>
    CancellationToken Lost { get; }
}
