using MentorBot.Core.Messages;

namespace MentorBot.Tests.Support;

/// <summary>Holds an answer to the narrowest limits of all platforms.</summary>
internal static class MessageRules
{
    public static void ShouldKeepTheLimits(this Answer answer, string what)
    {
        switch (answer)
        {
            case Reply reply:
                CheckMessage([.. reply.Blocks], what);
                CheckMessage([.. reply.Post ?? []], what);
                Require(reply.Delivery == Delivery.Remove || PlainText.Of(reply.Blocks).Length > 0, "something to read", what);
                break;
            case Form form:
                CheckForm(form, what);
                break;
        }
    }

    public static IEnumerable<string> Tokens(this Answer answer) => answer switch
    {
        Reply reply => reply.All().SelectMany(block => block switch
        {
            Buttons row => row.Items.Select(button => button.Token),
            Select select => [select.Token],
            TickList { Token: { } token } => [token],
            _ => Enumerable.Empty<string>(),
        }),
        Form form => [form.Token, form.ResumeToken],
        _ => [],
    };

    private static void CheckMessage(Block[] blocks, string what)
    {
        Require(blocks.OfType<Table>().Count() <= 1, "one table", what);
        Require(blocks.OfType<Buttons>().SelectMany(row => row.Items).Count(button => button.Style == ButtonStyle.Primary) <= 1, "one primary button", what);
        foreach (var block in blocks)
        {
            Check(block, what);
        }
    }

    private static void Check(Block block, string what)
    {
        switch (block)
        {
            case Heading heading:
                Within(heading.Text, Limits.Heading, "a heading", what);
                break;
            case Quote quote:
                Require(quote.Blocks.Length > 0 && quote.Blocks.All(inner => inner is Paragraph or ItemList), "a quote of paragraphs and lists", what);
                break;
            case ItemList list:
                Require(list.Items.Length > 0, "a list with items", what);
                break;
            case TickList ticks:
                Within(ticks.Token ?? "none", Limits.Token, "a tick list's token", what);
                Require(ticks.Items.All(item => item.Key.Length is > 0 and <= Limits.TickKey) && ticks.Items.DistinctBy(item => item.Key).Count() == ticks.Items.Length, "short keys, each once", what);
                break;
            case Buttons row:
                Require(row.Items.Length is > 0 and <= Limits.ButtonsInARow, "one to five buttons in a row", what);
                foreach (var button in row.Items)
                {
                    Within(button.Label, Limits.ButtonLabel, "a button's label", what);
                    Within(button.Token, Limits.Token, "a button's token", what);
                }

                break;
            case Select select:
                Within(select.Label, Limits.ChoiceLabel, "a select's label", what);
                Within(select.Token, Limits.Token, "a select's token", what);
                CheckChoices(select.Options, what);
                break;
            case Progress progress:
                Require(progress.Done >= 0 && progress.Done <= progress.Total, "progress within its total", what);
                break;
            case Table table:
                Require(table.Rows.All(row => row.Length == table.Header.Length), "rows as wide as the header", what);
                break;
            case FileBlock file:
                Require(file.Content.Length > 0, "a file with content", what);
                break;
        }
    }

    private static void CheckForm(Form form, string what)
    {
        Within(form.Title, Limits.FormTitle, "a form's title", what);
        Within(form.Submit, Limits.FormTitle, "a form's submit", what);
        Within(form.Token, Limits.Token, "a form's token", what);
        Within(form.ResumeToken, Limits.Token, "a form's resume token", what);
        Require(form.Page >= 0 && form.Page < form.Pages.Length, "a page that there is", what);
        Require(form.Pages.All(page => page.Fields.Length is > 0 and <= Limits.FieldsInAPage), "one to five fields on a page", what);
        Require(form.Fields.DistinctBy(field => field.Name).Count() == form.Fields.Count(), "each field once", what);
        Require(form.Problems.Keys.All(name => form.Fields.Any(field => field.Name == name)), "problems of fields that there are", what);
        foreach (var field in form.Fields)
        {
            Within(field.Label, Limits.FieldLabel, "a field's label", what);
            Within(field.Hint ?? "none", Limits.FieldHint, "a field's hint", what);

            // Who wrote too much gets it back to shorten it; a surface that couldn't show it couldn't have sent it.
            Require(!form.Problems.IsEmpty || (field.Value ?? string.Empty).Length <= Limits.FieldValue, "a value that fits", what);
            if (field is ChoiceField choice)
            {
                CheckChoices(choice.Choices, what);
            }
        }
    }

    private static void CheckChoices(IReadOnlyCollection<Choice> choices, string what)
    {
        Require(choices.Count is > 0 and <= Limits.SelectOptions, "one to twenty-five choices", what);
        Require(choices.DistinctBy(choice => choice.Value).Count() == choices.Count, "each choice once", what);
        foreach (var choice in choices)
        {
            Within(choice.Label, Limits.ChoiceLabel, "a choice's label", what);
            Within(choice.Value, Limits.ChoiceValue, "a choice's value", what);
        }
    }

    private static void Within(string text, int limit, string rule, string what) =>
        Require(text.Length > 0 && text.Length <= limit, $"{rule} of 1 to {limit} characters", what);

    private static void Require(bool holds, string rule, string what)
    {
        if (!holds)
        {
            Assert.Fail($"Expected {rule} in the answer to {Limits.Shorten(what, 300)}");
        }
    }
}
