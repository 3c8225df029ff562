namespace MentorBot.Discord.Gateway;

/// <summary>What has to be done after a connection ended.</summary>
internal enum Ending
{
    /// <summary>The session lives on: it is resumed.</summary>
    Resume,

    /// <summary>The session is over, and another one is started.</summary>
    Anew,

    /// <summary>Discord says that the session is invalid; it may be resumed, or another one started, but not at once.</summary>
    InvalidButResumable,
    Invalid,

    /// <summary>No identify is left: nothing was sent.</summary>
    NoIdentify,

    /// <summary>Nobody but the operator can put it right; every further try would do harm.</summary>
    Fatal,
}

/// <param name="Reason">For the log.</param>
/// <param name="WasUsed">The session was there: the connection had become ready, or was resumed.</param>
/// <param name="Lasted">How long it was there.</param>
/// <param name="IsTold">The operator knows of it already.</param>
/// <param name="IsOurs">The bot sent what it should not have, which would not be otherwise at once.</param>
internal sealed record Farewell(Ending Ending, string Reason, bool WasUsed = false, TimeSpan Lasted = default, bool IsTold = false, bool IsOurs = false)
{
    /// <summary>What a close of Discord's means.</summary>
    /// <param name="code">Null where there was none, since the connection broke.</param>
    public static Farewell Of(int? code) => code switch
    {
        4004 => new(Ending.Fatal, "Discord doesn't take Discord:Token. Copy the token from discord.com/developers/applications → your app → Bot → Reset Token, and start MentorBot again."),
        4010 => new(Ending.Fatal, "Discord says that the gateway's shard is invalid (4010), though MentorBot names none. Look whether Discord:ApiUrl is Discord's own address, and start MentorBot again."),
        4011 => new(Ending.Fatal, "Discord wants this bot to use several shards (4011), which MentorBot does not do: it serves up to 2,500 servers. Make a bot of its own for a part of them at discord.com/developers/applications → New Application."),
        4012 => new(Ending.Fatal, "Discord no longer speaks version 10 of its gateway (4012). Update MentorBot, and start it again."),
        4013 => new(Ending.Fatal, "Discord does not know an intent that MentorBot asks for (4013). Update MentorBot, and start it again."),
        4014 => new(Ending.Fatal, "Discord does not allow this bot an intent that MentorBot asks for (4014). Look at discord.com/developers/applications → your app → Bot → Privileged Gateway Intents, and start MentorBot again."),

        // Not authenticated, identified twice, session invalid, a wrong sequence, timed out; and the server's own farewell. Discord: after its 1000 a resume is not answered.
        4003 or 4005 or 4006 or 4007 or 4009 or 1000 => new(Ending.Anew, $"closed with {code}"),
        // What it does not know, what it can't read, and too much.
        4001 or 4002 or 4008 => new(Ending.Resume, $"closed with {code}", IsOurs: true),
        null => new(Ending.Resume, "the connection broke"),
        _ => new(Ending.Resume, $"closed with {code}"),
    };
}
