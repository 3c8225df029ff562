using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Tests.Support;

namespace MentorBot.Tests.Conventions;

/// <summary>Holds the shortcuts to the narrowest caps of all platforms, as <see cref="CommandTreeTests"/> does the commands.</summary>
public sealed class ShortcutTests : IDisposable
{
    // Discord: at most five commands in the menu of a message, with names of at most 32 characters.
    private const int MostInAMenu = 5;
    private const int LongestName = 32;
    private const int LongestSummary = 100;

    private readonly TestBot _bot = new();

    private ShortcutDefinition[] Shortcuts => [.. _bot.Map.Shortcuts];

    public void Dispose() => _bot.Dispose();

    [Fact]
    public void AreTheOnesThatThereAre() => Shortcuts.Select(shortcut => (shortcut.Name, shortcut.Title, shortcut.OnMessage, shortcut.Answers)).ShouldBe(
    [
        ("ask", "Ask your mentor", false, FirstAnswer.Form),
        ("say-like-a-senior", "Say it like a senior", true, FirstAnswer.Reply),
        ("save-as-evidence", "Save as evidence", true, FirstAnswer.Form),
    ]);

    [Fact]
    public void FitIntoEveryMenu()
    {
        Shortcuts.GroupBy(shortcut => shortcut.OnMessage).ShouldAllBe(menu => menu.Count() <= MostInAMenu);
        foreach (var shortcut in Shortcuts)
        {
            shortcut.Name.Length.ShouldBeInRange(1, LongestName, shortcut.Name);
            shortcut.Name.ShouldAllBe(letter => char.IsAsciiLetterLower(letter) || letter == '-', shortcut.Name);
            shortcut.Title.Length.ShouldBeInRange(1, ShortcutDefinition.LongestTitle, shortcut.Name);
            shortcut.Summary.Length.ShouldBeInRange(1, LongestSummary, shortcut.Name);
            shortcut.Summary.EndsWith('.').ShouldBeFalse(shortcut.Name);
            char.IsUpper(shortcut.Summary[0]).ShouldBeTrue(shortcut.Name);
        }

        ShortcutDefinition.LongestTitle.ShouldBeLessThanOrEqualTo(LongestName);
        Shortcuts.Select(shortcut => shortcut.Title).ShouldBeUnique();
    }

    [Fact]
    public async Task AnswerWithWhatTheyAreDeclaredToAnswer()
    {
        foreach (var shortcut in Shortcuts)
        {
            var answer = await _bot.Handle(new UsedShortcut(Some.Sender(), shortcut.Name, shortcut.OnMessage ? new PointedMessage("It works on my machine.", "ben", null) : null));
            (answer is Form ? FirstAnswer.Form : FirstAnswer.Reply).ShouldBe(shortcut.Answers, shortcut.Name);
        }

        _bot.Log.Errors.ShouldBeEmpty();
    }
}
