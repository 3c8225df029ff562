using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.Surfaces;

/// <summary>One thing that somebody does or reads in a story.</summary>
internal abstract record Step
{
    public abstract Task TakeAsync(ISomebody somebody);
}

/// <param name="Line">With its options named, which every surface takes.</param>
internal sealed record Types(string Line) : Step
{
    public override Task TakeAsync(ISomebody somebody) => somebody.TypesAsync(Line);
}

internal sealed record Presses(string Button) : Step
{
    public override Task TakeAsync(ISomebody somebody) => somebody.PressesAsync(Button);
}

internal sealed record Chooses(string Select, string Option) : Step
{
    public override Task TakeAsync(ISomebody somebody) => somebody.ChoosesAsync(Select, Option);
}

/// <summary>Fills in some fields of a form by their labels, and leaves the others as they are.</summary>
internal sealed record FillsIn(params (string Label, string Answer)[] Fields) : Step
{
    /// <summary>What goes into every other field.</summary>
    public string? Else { get; init; }

    public override async Task TakeAsync(ISomebody somebody)
    {
        var asked = new List<string>();
        await somebody.FillsInAsync(label =>
        {
            asked.Add(label);
            return Fields.Where(field => field.Label == label).Select(field => field.Answer).FirstOrDefault() ?? Else;
        });
        Fields.Select(field => field.Label).Except(asked).ShouldBeEmpty();
    }
}

/// <summary>Waits until all of these words are there to be read.</summary>
internal record Reads(params string[] Words) : Step
{
    private const string Marks = "*_`>\\";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public override Task TakeAsync(ISomebody somebody) => TakeAsync(() => somebody.SeesAsync(asColleague: false));

    protected async Task TakeAsync(Func<Task<string>> see)
    {
        var seen = string.Empty;
        string[] missing = [];
        try
        {
            await Eventually.HoldsAsync("the words are there", Patience, async () =>
            {
                seen = await see();
                missing = [.. Words.Where(words => !Bare(seen).Contains(Bare(words), StringComparison.Ordinal))];
                return missing.Length == 0;
            });
        }
        catch (TimeoutException)
        {
            missing.ShouldBeEmpty(seen);
        }
    }

    /// <summary>The letters alone: each surface breaks lines and marks what is bold, quoted or code in its own way.</summary>
    private static string Bare(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && !Marks.Contains(letter)));
}

/// <summary>The same for the colleague in the channel.</summary>
internal sealed record ColleagueReads(params string[] Words) : Reads(Words)
{
    public override Task TakeAsync(ISomebody somebody) => TakeAsync(() => somebody.SeesAsync(asColleague: true));
}
