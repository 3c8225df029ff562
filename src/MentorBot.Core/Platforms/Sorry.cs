using System.Collections.Immutable;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using Microsoft.Extensions.Logging;

namespace MentorBot.Core.Platforms;

/// <summary>What is said where something goes wrong on the way to or from the features, which answer for themselves.</summary>
public sealed partial class Sorry(ILogger<Sorry> log)
{
    public ImmutableArray<Block> For(Exception exception, string what)
    {
        var reference = Guid.NewGuid().ToString("N")[..8];
        LogFailed(exception, what, reference);
        return Apologies.ForFailure(reference).Blocks;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A {What} could not be answered; whoever waits for it is given the reference {Reference}")]
    private partial void LogFailed(Exception exception, string what, string reference);
}
