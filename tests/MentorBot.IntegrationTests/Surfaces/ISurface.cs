namespace MentorBot.IntegrationTests.Surfaces;

/// <summary>One of the places where people meet the bot, with the whole bot behind it.</summary>
internal interface ISurface : IAsyncDisposable
{
    /// <summary>Somebody new, and a colleague who reads along in the channel.</summary>
    /// <param name="isAdmin">Whether they look after the bot for the whole team.</param>
    Task<ISomebody> ComesAsync(bool isAdmin);

    /// <summary>Nothing that the bot did is what it must not do there.</summary>
    void ShouldBeInOrder();
}

/// <summary>What a person does on a surface, in terms that every surface has.</summary>
internal interface ISomebody
{
    /// <summary>Uses a command in the channel.</summary>
    Task TypesAsync(string line);

    /// <summary>Presses the newest button of this label.</summary>
    Task PressesAsync(string button);

    /// <summary>Chooses in the newest select of this label.</summary>
    Task ChoosesAsync(string select, string option);

    /// <summary>Fills in the form that opens, all its pages, and sends it.</summary>
    /// <param name="answer">What goes into the field of a label; of a choice the first words do. Null leaves it as it is.</param>
    Task FillsInAsync(Func<string, string?> answer);

    /// <summary>All that they have before them of what the bot wrote, in the channel and to them alone.</summary>
    /// <param name="asColleague">Whether what the colleague has before them is meant.</param>
    Task<string> SeesAsync(bool asColleague);
}
