using MentorBot.Core.Messages;

namespace MentorBot.Tests.Support;

/// <summary>Reads answers as a person does.</summary>
internal static class Reading
{
    public static string Text(this Reply reply) => PlainText.Of(reply.Blocks, NodaTime.DateTimeZone.Utc);

    public static string PostText(this Reply reply) => PlainText.Of(reply.Post.ShouldNotBeNull(), NodaTime.DateTimeZone.Utc);

    public static IEnumerable<Block> All(this Reply reply) => Deep([.. reply.Blocks, .. reply.Post ?? []]);

    public static IReadOnlyList<Button> Buttons(this Reply reply) => [.. reply.All().OfType<Buttons>().SelectMany(row => row.Items)];

    public static string[] Labels(this Reply reply) => [.. reply.Buttons().Select(button => button.Label)];

    /// <summary>The token of the button or select with a label.</summary>
    public static string Token(this Reply reply, string label) =>
        reply.Buttons().FirstOrDefault(button => button.Label == label)?.Token
        ?? reply.All().OfType<Select>().FirstOrDefault(select => select.Label == label)?.Token
        ?? throw new ShouldAssertException($"Nothing is called “{label}”. There is: {string.Join(", ", reply.Labels())}\n{reply.Text()}");

    public static TickList Ticks(this Reply reply) => reply.All().OfType<TickList>().ShouldHaveSingleItem();

    public static FormField Field(this Form form, string name) => form.Fields.Single(field => field.Name == name);

    private static IEnumerable<Block> Deep(IEnumerable<Block> blocks) =>
        blocks.SelectMany(block => block is Quote quote ? Deep(quote.Blocks).Prepend(block) : [block]);
}
