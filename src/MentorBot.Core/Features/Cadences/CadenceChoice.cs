using MentorBot.Core.Messages;

namespace MentorBot.Core.Features.Cadences;

/// <summary>Asks which of several cadences somebody means.</summary>
internal static class CadenceChoice
{
    private const int Most = 15;

    public static Reply Of(string question, IReadOnlyList<(Cadence Cadence, string Token)> choices)
    {
        var shown = choices.Take(Most).ToList();
        var isOnePlace = shown.DistinctBy(choice => choice.Cadence.Place).Count() == 1;
        var buttons = shown.Select((choice, index) => new Button(isOnePlace ? CadenceWords.TitleOf(choice.Cadence.Kind) : $"Number {index + 1}", choice.Token));
        return Reply.Of([
            new Paragraph(question),
            .. isOnePlace ? Array.Empty<Block>() : [new ItemList([.. shown.Select(choice => CadenceWords.Named(choice.Cadence))], Numbered: true)],
            .. choices.Count > Most ? [new Paragraph($"{choices.Count - Most} more are not in this list. Ask in their own channels.")] : Array.Empty<Block>(),
            .. buttons.Chunk(Limits.ButtonsInARow).Select(row => new Buttons([.. row])),
        ]);
    }
}
