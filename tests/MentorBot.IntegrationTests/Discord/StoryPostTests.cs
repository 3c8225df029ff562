using MentorBot.Simulators.Discord;
using NodaTime;

namespace MentorBot.IntegrationTests.Discord;

/// <summary>A person's first minutes: from hello to a post that others read.</summary>
public sealed class StoryPostTests
{
    [Fact]
    public async Task APersonIsShownAroundSetsTheirZoneAndReadsTheirPage()
    {
        await using var server = await StoryServer.StartAsync();
        var ana = server.Ana;
        var hello = await server.TypesAsync(ana, "/mentor start");
        hello.OnlyFor.ShouldBe(ana);
        hello.Shown.ShouldContain("Hello, ana");
        hello.Shown.ShouldContain("I don't know your time zone yet");

        var offered = await ana.CompletesAsync("/mentor settings zone:berl", server.General);
        offered.Choices.Select(choice => (string)choice.Value!).ShouldContain("Europe/Berlin");
        (await server.TypesAsync(ana, "/mentor settings zone:Europe/Berlin")).Shown.ShouldContain("Berlin (Europe/Berlin)");
        (await server.TypesAsync(ana, "/mentor settings")).Shown.ShouldNotContain("I don't know your time zone");

        (await ana.PressAsync(hello, "What's mine today")).Error.ShouldBeNull();
        (await ana.WaitForAsync(server.General, "Only you see this page.")).Shown.ShouldContain("My settings");
        server.ShouldBeInOrder();
    }

    [Fact]
    public async Task AFormOfTwoPagesIsMendedAndPostedAndThePostIsEditedAndDeleted()
    {
        await using var server = await StoryServer.StartAsync();
        var (ana, ben, general) = (server.Ana, server.Ben, server.General);
        var script = await server.TypesAsync(ana, "/mentor script id:stakeholder-alignment");
        var form = await StoryServer.OpensAsync(ana, script, "Fill in");
        form.Title.ShouldEndWith("(1 of 2)");
        Fill(ana, form, ("The first thing that's wanted", "the new checkout"), ("The second thing that's wanted", "the audit log"), ("How much time there is", "six weeks"), ("How much money there is", "nothing left"), ("Who can work on it", "two engineers"));
        (await ana.SubmitsAsync(form)).Error.ShouldBeNull();

        var between = await ana.WaitForAsync(general, "Page 1 of 2 of");
        form = await StoryServer.OpensAsync(ana, between, "Continue");
        Fill(ana, form, ("What you'd do first", "the audit log"), ("Why that one", "   "), ("What it gets everyone", "a clean audit"), ("What happens to the other one", "we'll start on 3 June"));
        (await ana.SubmitsAsync(form)).Error.ShouldBeNull();
        await server.Discord.WaitUntilAsync("it says what is missing", () => between.Shown.Contains("This one is needed.", StringComparison.Ordinal));
        form = await StoryServer.OpensAsync(ana, between, "Open the form again");
        form.ValueOf("What it gets everyone").ShouldBe(["a clean audit"]);
        Fill(ana, form, ("Why that one", "the auditors come on 1 June."));
        (await ana.SubmitsAsync(form)).Error.ShouldBeNull();

        var preview = await ana.WaitForAsync(general, "Nobody has seen this yet");
        preview.Id.ShouldBe(between.Id);
        preview.OnlyFor.ShouldBe(ana);
        ben.Sees(general).ShouldBeEmpty();
        (await ana.PressAsync(preview, "Post here")).Error.ShouldBeNull();
        var post = await ben.WaitForAsync(general, "Posted by Ana");
        post.OnlyFor.ShouldBeNull();
        post.IsFromBot.ShouldBeTrue();
        post.Shown.ShouldContain("because the auditors come on 1 June");

        (await ben.PressAsync(post, "Edit")).Error.ShouldBeNull();
        (await ben.WaitForAsync(general, "Only Ana can do that: it's their post.")).OnlyFor.ShouldBe(ben);
        (await ana.PressAsync(post, "Delete")).Error.ShouldBeNull();
        await server.Discord.WaitUntilAsync("the post is gone", () => post.IsDeleted);
        (await ana.WaitForAsync(general, "Deleted for everybody. This is what it said:")).OnlyFor.ShouldBe(ana);
        server.ShouldBeInOrder();
    }

    [Fact]
    public async Task WhereTheBotMayNotPostItsAnswerDoesAndThePersonLearnsWhoCanAllowIt()
    {
        DiscordChannel? quiet = null;
        await using var server = await StoryServer.StartAsync(server =>
        {
            quiet = server.Acme.AddChannel("quiet");
            quiet.Denies(server.Acme.BotRole, DiscordPermissions.SendMessages);
        });
        var (ana, channel) = (server.Ana, quiet!);
        var script = await server.TypesAsync(ana, "/mentor script id:deadline-pushback", channel);
        script.Shown.ShouldContain("I can't post in this channel by myself. Somebody who manages this channel can allow it: Edit Channel → Permissions → add MentorBot, then allow");
        script.Shown.ShouldContain("Send Messages");
        var form = await StoryServer.OpensAsync(ana, script, "Fill in");
        Fill(ana, form, ("The date they want", "Friday"), ("The date you can make", "Monday"), ("What could be left out", "@everyone & the export"));
        (await ana.SubmitsAsync(form)).Error.ShouldBeNull();
        var preview = await ana.WaitForAsync(channel, "Nobody has seen this yet");
        preview.Shown.ShouldNotContain("I can't post in this channel by myself");
        (await ana.PressAsync(preview, "Post here")).Error.ShouldBeNull();
        (await server.Ben.WaitForAsync(channel, "Posted by Ana")).OnlyFor.ShouldBeNull();
        server.ShouldBeInOrder();
    }

    [Fact]
    public async Task KpisWhosePostDiscordRefusesArePostedFromANewPreview()
    {
        await using var server = await StoryServer.StartAsync();
        var (ana, ben, general) = (server.Ana, server.Ben, server.General);
        (await ana.PressAsync(await server.TypesAsync(ana, "/mentor kpi setup dashboard:developer-kpis"), "Put it on this channel")).Error.ShouldBeNull();
        await ana.WaitForAsync(general, "They are on this channel now.");
        (await ana.PressAsync(await server.TypesAsync(ana, "/mentor kpi show"), "Post it here")).Error.ShouldBeNull();
        var preview = await ana.WaitForAsync(general, "Nobody has seen this yet.");
        server.Discord.Faults.Next("POST /channels/{channel}/messages", new Fault(FaultKind.Refuse) { Status = 400, Code = 200000, Message = "Message was blocked by automatic moderation" });
        (await ana.PressAsync(preview, "Post it here")).Error.ShouldBeNull();
        await ana.WaitForAsync(general, "I couldn't post it: this server's rules for messages, or Discord's, don't let it through");

        (await ana.PressAsync(preview, "Post it here")).Error.ShouldBeNull();
        var tried = await ana.WaitForAsync(general, "I've tried to post that already. If it isn't there, make a new preview.");
        ben.Sees(general).ShouldBeEmpty();

        await server.Bot.GoToAsync(StoryServer.Monday + Duration.FromMinutes(1));
        (await ana.PressAsync(tried, "Make a new preview")).Error.ShouldBeNull();
        var next = await server.Discord.WaitForAsync("a new preview is there", () => ana.Sees(general).LastOrDefault(message => message.Id != preview.Id && message.Shown.Contains("Nobody has seen this yet.", StringComparison.Ordinal)));
        (await ana.PressAsync(next, "Post it here")).Error.ShouldBeNull();
        (await ben.WaitForAsync(general, "Posted by Ana")).Shown.ShouldContain("Of 6: 6 without a reading.");
        server.ShouldBeInOrder();
    }

    private static void Fill(DiscordPerson person, DiscordModal form, params (string Label, string Words)[] fields)
    {
        foreach (var (label, words) in fields)
        {
            person.Fills(form, label, words);
        }
    }
}
