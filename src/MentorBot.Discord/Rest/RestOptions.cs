namespace MentorBot.Discord.Rest;

/// <summary>How patient the calls are, in sum below the pump's patience for one message, 10 s; and how much of Discord's limits they use.</summary>
internal sealed record RestOptions
{
    /// <summary>How long one request may take.</summary>
    public TimeSpan RequestPatience { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>How long a first answer may take. Discord: it has 3 s, and one that hangs is to leave time for another.</summary>
    public TimeSpan AnswerPatience { get; init; } = TimeSpan.FromSeconds(1.2);

    /// <summary>Longest that a call with all its attempts may take, but for a last request that is under way.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(9.5);

    public TimeSpan UploadPatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The wait before the second attempt; before the third it is four times as long.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long is waited where Discord refuses a call for now without saying for how long.</summary>
    public TimeSpan UsualRest { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Discord: 50 requests a second with the bot's token. 0 lets everything through, for simulators.</summary>
    public int CallsASecond { get; init; } = 50;

    /// <summary>How many of these are left to answers.</summary>
    public int Reserve { get; init; } = 3;

    /// <summary>Discord: 10,000 requests within 10 minutes that it answers with 401, 403 or 429 shut the whole address out.</summary>
    public int MostInvalid { get; init; } = 5_000;

    public TimeSpan InvalidWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long nothing is sent after an answer that is not the API's: somebody before it keeps the bot out.</summary>
    public TimeSpan BlockedRest { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long no direct conversations are opened after Discord said that there were too many.</summary>
    public TimeSpan OpeningRest { get; init; } = TimeSpan.FromMinutes(1);
}
