using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using NodaTime;

namespace MentorBot.IntegrationTests.Playground;

/// <summary>A small product in one class: every block, every field, and every way in which an answer is delivered.</summary>
public sealed class DemoFeature : IFeature
{
    private static readonly Route Post = new("demo-post");
    private static readonly Route Replace = new("demo-replace");
    private static readonly Route Remove = new("demo-remove");
    private static readonly Route<int> Tick = new("demo-tick");
    private static readonly Route Pick = new("demo-pick");
    private static readonly Route<int> Ask = new("demo-ask");
    private static readonly Route<int> Note = new("demo-note");

    private readonly HashSet<string> _ticked = ["write"];

    /// <summary>How long the next slow thing takes; the one after it is quick again.</summary>
    public TimeSpan Slowness { get; set; }

    /// <summary>Whether the next note fails.</summary>
    public bool Fails { get; set; }

    public void Register(FeatureMap map)
    {
        map.Command(new CommandDefinition("help", "What I can do"), (_, _) => Say("Here is what I can do."));
        map.Command(new CommandDefinition("start", "Begin here: your hours and a first goal") { Answers = FirstAnswer.Form }, (_, _) => Task.FromResult<Answer>(Blank(1)));
        map.Command(
            new CommandDefinition("find", "Find something in your own words") { Options = [new("text", ValueKind.Text, "what you look for") { Required = true }] },
            (request, _) => Say($"Found for {request.Options.Text("text")}."));
        map.Command(new CommandDefinition("show", "Every block there is"), (request, _) => Task.FromResult<Answer>(new Reply(EveryBlock(request.Caller.Person))));
        map.Command(new CommandDefinition("say", "Buttons to press"), (_, _) => Task.FromResult<Answer>(Reply.Of(new Paragraph("Shall I?"), Controls())));
        map.Command(new CommandDefinition("data export", "All that is kept of you"), (_, _) => Task.FromResult<Answer>(Reply.Of(
            new Paragraph("All that I know:"), new FileBlock("me.md", "text/markdown", Encoding.UTF8.GetBytes("# Me")))));
        map.Command(
            new CommandDefinition("whoami", "Who asks, and where") { Options = [new("who", ValueKind.Person, "somebody"), new("where", ValueKind.Channel, "a channel")] },
            (request, _) => Say($"{request.Caller.Person.Name} {request.Caller.Role} {request.Caller.Zone.Id} {request.Options.Person("who")?.Name} {request.Options.Text("where")}"));
        map.Command(new CommandDefinition("checklist", "A list for all to tick"), (_, _) => Task.FromResult<Answer>(new Reply([], Post: Checklist())));
        map.Command(new CommandDefinition("slow", "Takes its time"), async (_, cancellationToken) =>
        {
            await SlowDownAsync(cancellationToken);
            return Reply.Say("Done, at last.");
        });
        map.Home((caller, _) => Task.FromResult(Reply.Of(new Heading($"Hello, {caller.Person.Name}"), Controls())));
        map.Action(Post, async (_, cancellationToken) =>
        {
            await SlowDownAsync(cancellationToken);
            return Reply.Say("Posted.").AsUpdate().AndPost([new Paragraph("For everybody."), new ContextLine("Posted by Ana")]);
        });
        map.Action(Replace, (_, _) => Task.FromResult<Answer>(Reply.Say("Replaced.").AsUpdate()));
        map.Action(Remove, (_, _) => Task.FromResult<Answer>(new Reply([], Delivery.Remove)));
        map.Action(Pick, (request, _) => request.Values[0] == "warm"
            ? Task.FromResult<Answer>(BlankNote())
            : Say($"You chose {string.Join(", ", request.Values)}."));
        map.Form(
            Note,
            (_, _, _) => Task.FromResult<Answer>(BlankNote()),
            (submission, _, _) =>
            {
                var fails = Fails;
                Fails = false;
                return fails
                    ? throw new InvalidOperationException("It was to fail.")
                    : Task.FromResult<Answer>(Reply.Say($"Noted: {submission.Values.Text("note")}. {submission.Values.Person("who")?.Name ?? "Nobody"} has it.").AsUpdate());
            });
        map.Action(Tick, async (request, run, cancellationToken) =>
        {
            foreach (var value in request.Values)
            {
                _ = value[0] == '+' ? _ticked.Add(value[1..]) : _ticked.Remove(value[1..]);
            }

            var checklist = Checklist();
            await SlowDownAsync(cancellationToken);
            return new Reply(checklist, Delivery.Update);
        });
        map.Form(
            Ask,
            (_, number, _) => Task.FromResult<Answer>(Blank(number)),
            (submission, number, _) => submission.Values.Text("goal") == "nothing"
                ? Task.FromResult<Answer>(Blank(number) with { Problems = ImmutableDictionary<string, string>.Empty.Add("goal", "Choose something that you would notice.") })
                : Task.FromResult<Answer>(Reply.Say($"Your goal: {submission.Values.Text("goal")}.").AsUpdate()));
    }

    private static Buttons Controls() => new([
        new Button("Post here", Post.Token(), ButtonStyle.Primary),
        new Button("Replace", Replace.Token()),
        new Button("Fill in", Ask.Token(1)),
        new Button("Remove", Remove.Token(), ButtonStyle.Danger),
    ]);

    private static Form BlankNote() =>
        new("A note", Note.Token(1), [new FormPage([new TextField("note", "Note"), new PersonField("who", "Who has it?") { Required = false }])], "Keep");

    private static Form Blank(int number) => new("Your first week", Ask.Token(number), [
        new FormPage([
            new TextField("goal", "One goal for this week") { Hint = "Small enough to be done by Friday", Value = "Write the risk list" },
            new LongTextField("why", "Why this one?") { Required = false },
            new ChoiceField("energy", "How much energy is there?", [new("Plenty", "plenty"), new("Enough", "enough"), new("Little", "little")]),
            new NumberField("hours", "Hours that you can give") { Hint = "A number, such as 2.5", Required = false },
        ]),
        new FormPage([
            new DateField("until", "Until when?") { Required = false },
            new TimeField("at", "When shall I ask?") { Value = "09:30" },
            new PersonField("mentor", "Who helps you?") { Required = false },
            new ChannelField("where", "Where do you report?") { Value = "general" },
        ]),
    ], "Start");

    private ImmutableArray<Block> Checklist() =>
    [
        new Heading("Before you ship"),
        new Progress(_ticked.Count, 3),
        new TickList(Tick.Token(1), [
            new TickItem("write", "Write down what could go wrong", _ticked.Contains("write"), "Ana, this morning"),
            new TickItem("ask", "Ask somebody who was there last time", _ticked.Contains("ask")),
            new TickItem("plan", "Agree how to go back", _ticked.Contains("plan")),
        ]),
        new Select("Another tone", Pick.Token(), [new("Warmer", "warm"), new("Shorter", "short")]),
    ];

    private static ImmutableArray<Block> EveryBlock(MentorBot.Core.People.Person person) =>
    [
        new Heading("Move a deadline before it moves you"),
        new Paragraph((Line)"Say it " + Line.Bold("early") + ", say it " + Line.Italic("plainly") + ", and bring " + Line.Code("two options") + ". "
            + Line.Mention(person) + " asked at " + Line.At(Instant.FromUtc(2026, 11, 22, 9, 30)) + "; more " + Line.Link("in the guide", "https://example.org/guide") + "."),
        new Fields([new Field("Tone", "Calm"), new Field("For", "Stakeholders"), new Field("Takes", "4 minutes")]),
        new CodeBlock("Hi Chloe,\nthe import will need until Thursday. Two options:\n1. ship without it on Tuesday\n2. move the whole release"),
        new ItemList(["Name the new date", "Say what it depends on", "Ask which option they prefer"], Numbered: true),
        new ItemList(["No blame", "No hedging"]),
        new Quote([new Paragraph("Bad news does not get better with age.")]),
        new TickList(Token: null, [new TickItem("a", "Risk named", Done: true), new TickItem("b", "Owner agreed", Done: false, "Ben, by Friday")]),
        new Progress(3, 7),
        new Table(["Week", "Done", "Planned", "Note"], [["46", "5", "6", "One moved to next week"], ["47", "7", "7", "All of it, for once"]]),
        new Image("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='320' height='80'%3E%3Crect width='320' height='80' fill='%23e3efe9'/%3E%3Cpath d='M10 70 90 40 170 52 310 12' fill='none' stroke='%230b6150' stroke-width='4'/%3E%3C/svg%3E", "A line that rises over four weeks"),
        new Divider(),
        Controls(),
        new Select("Another tone", Pick.Token(), [new("Warmer", "warm"), new("Shorter", "short"), new("More formal", "formal")]),
        new ContextLine("From the script deadline-move, version 3. Only you can read this."),
    ];

    private Task SlowDownAsync(CancellationToken cancellationToken)
    {
        var slowness = Slowness;
        Slowness = TimeSpan.Zero;
        return Task.Delay(slowness, cancellationToken);
    }

    private static Task<Answer> Say(string text) => Task.FromResult<Answer>(Reply.Say(text));
}
