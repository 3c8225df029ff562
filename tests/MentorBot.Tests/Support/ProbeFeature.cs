using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;

namespace MentorBot.Tests.Support;

/// <summary>A small feature with one of everything: it says back what reached it.</summary>
internal sealed class ProbeFeature : IFeature
{
    public static readonly Route<long> Survey = new("probe.survey");
    public static readonly Route Echo = new("probe.echo");
    public static readonly Route<string, int> Two = new("probe.two");

    /// <summary>What the form does when it is whole; null says the values back.</summary>
    public Func<FormSubmission, Answer>? OnSubmit { get; set; }

    /// <summary>What the form does when it is opened; null opens it.</summary>
    public Func<Answer?>? OnOpen { get; set; }

    /// <summary>What the commands do before they answer.</summary>
    public Action? OnCommand { get; set; }

    public void Register(FeatureMap map)
    {
        map.Command(new CommandDefinition("help", "Says that it helps"), (_, _) => Say("helping"));
        map.Command(
            new CommandDefinition("all kinds", "Takes a value of every kind")
            {
                Options =
                [
                    new("text", ValueKind.Text, "Any words") { Required = true },
                    new("size", ValueKind.Choice, "How large") { Choices = [new("Small one", "s"), new("Large one", "l")] },
                    new("count", ValueKind.Number, "How many"),
                    new("who", ValueKind.Person, "For whom"),
                    new("where", ValueKind.Channel, "In which channel"),
                    new("day", ValueKind.Date, "On which day"),
                    new("at", ValueKind.Time, "At what time"),
                ],
                Examples = ["all kinds hello"],
            },
            (request, _) => Say(Written(request.Options)));
        map.Command(
            new CommandDefinition("echo", "Says it back") { Options = [new("first", ValueKind.Text, "One word"), new("rest", ValueKind.Text, "Everything else")] },
            (request, _) =>
            {
                OnCommand?.Invoke();
                return Say($"first={request.Options.Text("first")} rest={request.Options.Text("rest")}");
            });
        map.Command(new CommandDefinition("rule", "For admins") { MinimumRole = Role.Admin }, (_, _) => Say("ruled"));
        map.Shortcut(new ShortcutDefinition("probe-it", "Probe it", "Says a message back") { OnMessage = true }, (request, _) =>
            Say($"{request.Message!.Text} by {request.Message.Author ?? "nobody"} at {request.Message.Link ?? "nowhere"}"));
        map.Home((caller, _) => Task.FromResult(Reply.Say($"the page of {caller.Person.Name}")));
        map.Action(Echo, (request, _) => Say(string.Join(',', request.Values)));
        map.Action(Two, (_, word, number, _) => Say($"{word} {number}"));
        map.Form(Survey, (_, id, _) => Task.FromResult(OnOpen?.Invoke() ?? Form(id)), (submission, _, _) =>
            Task.FromResult(OnSubmit?.Invoke(submission) ?? Reply.Say(Written(submission.Values))));
    }

    /// <summary>Every type of field, on two pages.</summary>
    public static Form Form(long id) => new(
        "Survey",
        Survey.Token(id),
        [
            new FormPage([
                new TextField("text", "Text") { Hint = "Any words" },
                new LongTextField("long", "Long text") { Required = false },
                new ChoiceField("size", "Size", [new Choice("Small one", "s"), new Choice("Large one", "l")]) { Required = false, Value = "s" },
                new NumberField("count", "Count") { Required = false },
            ]),
            new FormPage([
                new DateField("day", "Day"),
                new TimeField("at", "Time") { Required = false },
                new PersonField("who", "Person") { Required = false },
                new ChannelField("where", "Channel") { Required = false },
            ]),
        ],
        "Send");

    private static Task<Answer> Say(string text) => Task.FromResult<Answer>(Reply.Say(text));

    private static string Written(Values values) => string.Join(
        " | ",
        new (string Name, object? Value)[]
        {
            ("text", values.Text("text")),
            ("long", values.Text("long")),
            ("size", values.Text("size")),
            ("count", values.Number("count")),
            ("who", values.Person("who")?.Name),
            ("where", values.Text("where")),
            ("day", values.Date("day")?.ToString("uuuu-MM-dd", null)),
            ("at", values.Time("at")?.ToString("HH:mm", null)),
        }.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={pair.Value}"));
}
