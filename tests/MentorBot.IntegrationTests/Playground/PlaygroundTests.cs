using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MentorBot.IntegrationTests.Support;
using MentorBot.Playground;

namespace MentorBot.IntegrationTests.Playground;

public sealed class PlaygroundTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("playground").FullName;

    private string LogFile => Path.Combine(_folder, "room.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task ServesThePageUnderAStrictPolicy()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);

        using var page = await playground.Http.GetAsync("/");
        var html = await page.Content.ReadAsStringAsync();

        html.ShouldContain("<title>MentorBot playground</title>");
        html.ShouldNotContain("style=");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self';");
        page.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        using var script = await playground.Http.GetAsync("/app.js");
        script.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
    }

    [Theory]
    [InlineData("evil.example", null)]
    [InlineData("127.0.0.1.evil.example", null)]
    [InlineData(null, "https://evil.example")]
    [InlineData(null, "http://localhost:3000")]
    [InlineData(null, "null")]
    public async Task RefusesAnotherHostAndAnotherOrigin(string? host, string? origin)
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/state?as=ana");
        request.Headers.Host = host;
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var response = await playground.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString().ShouldNotBeNull().ShouldContain("its own page");
    }

    [Fact]
    public async Task TakesItsOwnNamesAndOriginAndOnlyThoseWhereRemoteIsAllowed()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile, "http://team.example:0", allowRemote: true);

        (await StatusAsync("team.example:8080")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("localhost:8080")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("192.168.1.7:8080")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("[fe80::1]:8080")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync($"{Environment.MachineName}:8080")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("evil.example:8080")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("192.168.1.7.evil.example")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("team.example:8080", "http://evil.example")).ShouldBe(HttpStatusCode.Forbidden);

        async Task<HttpStatusCode> StatusAsync(string host, string? origin = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/state?as=ana");
            request.Headers.Host = host;
            request.Headers.Add("Origin", origin ?? $"http://{host}");
            using var response = await playground.Http.SendAsync(request);
            return response.StatusCode;
        }
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", "Playground:AllowRemote")]
    [InlineData("http://*:0", "Playground:AllowRemote")]
    [InlineData("https://127.0.0.1:0", "Playground:Url")]
    [InlineData("nowhere", "Playground:Url")]
    public async Task RefusesAnAddressThatItMustNotServeAndNamesTheKey(string url, string key) =>
        (await Should.ThrowAsync<PlaygroundException>(() => RunningPlayground.StartAsync(LogFile, url))).Message.ShouldContain(key);

    [Fact]
    public async Task ShowsAChannelMessageToAll()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);

        await playground.LineAsync("ana", "general", "Morning @ben");

        var message = (await playground.MessagesAsync("chloe", "general")).ShouldHaveSingleItem();
        message.GetProperty("author").GetString().ShouldBe("ana");
        Text(message).ShouldContain("\"name\":\"Ben\"");
    }

    [Fact]
    public async Task AnswersACommandInAChannelToItsPersonAlone()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);

        await playground.LineAsync("ana", "general", "/mentor whoami @ben #backend");

        var answer = (await playground.MessagesAsync("ana", "general")).ShouldHaveSingleItem();
        Text(answer).ShouldContain("Ana Lead Europe/Madrid Ben backend");
        answer.GetProperty("onlyFor").GetString().ShouldBe("ana");
        answer.GetProperty("about").GetString().ShouldBe("/mentor whoami @ben #backend");
        (await playground.MessagesAsync("ben", "general")).ShouldBeEmpty();
    }

    [Fact]
    public async Task SearchesForPlainWordsInTheDirectConversation()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);

        await playground.LineAsync("ana", "dm-ana", "move a deadline");

        var messages = await playground.MessagesAsync("ana", "dm-ana");
        messages.Length.ShouldBe(2);
        Text(messages[1]).ShouldContain("Found for move a deadline.");
        Text(messages[1]).ShouldContain("the closest I have");
    }

    [Fact]
    public async Task ReplacesTheMessageThatWasPressedAndPostsForAll()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        var id = await AskAsync(playground);

        await playground.PostAsync("/api/press", new { @as = "ana", messageId = id, token = "demo-post" });

        var seen = await playground.MessagesAsync("ana", "general");
        seen.Length.ShouldBe(2);
        Text(seen[0]).ShouldContain("Posted.");
        seen[0].GetProperty("edited").GetBoolean().ShouldBeTrue();
        Text((await playground.MessagesAsync("ben", "general")).ShouldHaveSingleItem()).ShouldContain("For everybody.");
    }

    [Fact]
    public async Task RemovesTheMessageThatWasPressed()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        var id = await AskAsync(playground);

        await playground.PostAsync("/api/press", new { @as = "ana", messageId = id, token = "demo-remove" });

        (await playground.MessagesAsync("ana", "general")).ShouldBeEmpty();
    }

    [Fact]
    public async Task RefusesAPressOnAMessageOfSomebodyElse()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        var id = await AskAsync(playground);

        using var response = await playground.Http.PostAsJsonAsync("/api/press", new { @as = "ben", messageId = id, token = "demo-remove" });

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await playground.MessagesAsync("ana", "general")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task RefusesAPressOfWhatAMessageDoesNotOffer()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        await playground.LineAsync("ana", "general", "Don't touch this");
        var words = (await playground.MessagesAsync("ana", "general"))[^1].GetProperty("id").GetInt64();
        var buttons = await AskAsync(playground);
        await playground.LineAsync("ana", "general", "/mentor checklist");
        var list = (await playground.MessagesAsync("ana", "general"))[^1].GetProperty("id").GetInt64();
        await playground.LineAsync("ana", "general", "/mentor show");
        var select = (await playground.MessagesAsync("ana", "general"))[^1].GetProperty("id").GetInt64();
        var before = await ReadAsync();

        await ShouldBeRefusedAsync(words, "demo-remove");
        await ShouldBeRefusedAsync(words, "demo-replace");
        await ShouldBeRefusedAsync(list, "demo-remove");
        await ShouldBeRefusedAsync(list, "demo-tick:2", "+ask");
        await ShouldBeRefusedAsync(list, "demo-tick:1");
        await ShouldBeRefusedAsync(list, "demo-tick:1", "+ask", "+elsewhere");
        await ShouldBeRefusedAsync(select, "demo-pick");
        await ShouldBeRefusedAsync(select, "demo-pick", "rude");
        await ShouldBeRefusedAsync(select, "demo-pick", "warm", "short");
        await ShouldBeRefusedAsync(buttons, "demo-replace", "something");
        await ShouldBeRefusedAsync(buttons, null);

        (await ReadAsync()).ShouldBe(before);

        async Task ShouldBeRefusedAsync(long messageId, string? token, params string[] values)
        {
            using var response = await playground.Http.PostAsJsonAsync("/api/press", new { @as = "ana", messageId, token, values });
            response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString().ShouldNotBeNull().ShouldContain("not on offer there");
        }

        async Task<string[]> ReadAsync() => [.. (await playground.MessagesAsync("ana", "general")).Select(message => message.GetRawText())];
    }

    [Fact]
    public async Task RefusesAFormThatClaimsAMessageWhichNeverOpenedIt()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        await playground.LineAsync("ana", "general", "Don't touch this");
        var words = (await playground.MessagesAsync("ana", "general"))[^1].GetProperty("id").GetInt64();

        await NoteAsync(playground, words);

        var seen = await playground.MessagesAsync("ana", "general");
        seen.Length.ShouldBe(2);
        Text(seen[0]).ShouldContain("Don't touch this".Replace("'", "\\u0027", StringComparison.Ordinal));
        Text(seen[1]).ShouldContain("Noted: Wait.");
        seen[1].GetProperty("onlyFor").GetString().ShouldBe("ana");
    }

    [Fact]
    public async Task KnowsOverARestartWhichMessageOpenedAForm()
    {
        long id;
        await using (var before = await RunningPlayground.StartAsync(LogFile))
        {
            await before.LineAsync("ana", "general", "/mentor show");
            id = (await before.MessagesAsync("ana", "general"))[^1].GetProperty("id").GetInt64();
            await before.PostAsync("/api/press", new { @as = "ana", messageId = id, token = "demo-pick", values = (string[])["warm"] });
        }

        // The second start reads what the first one compacted.
        await (await RunningPlayground.StartAsync(LogFile)).DisposeAsync();
        await using var after = await RunningPlayground.StartAsync(LogFile);
        await NoteAsync(after, id);

        Text((await after.MessagesAsync("ana", "general")).ShouldHaveSingleItem()).ShouldContain("Noted: Wait.");
    }

    [Fact]
    public async Task AnswersAtTheFirstMessageWhenAFormThatFailedGoesThroughAfterAll()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        await playground.LineAsync("ana", "general", "/mentor checklist");
        var id = (await playground.MessagesAsync("ana", "general"))[^1].GetProperty("id").GetInt64();
        await playground.PostAsync("/api/press", new { @as = "ana", messageId = id, token = "demo-pick", values = (string[])["warm"] });
        foreach (var _ in Enumerable.Range(0, 2))
        {
            // The second time it fails where the first apology led.
            playground.Demo.Fails = true;
            var last = (await playground.MessagesAsync("ana", "general"))[^1];
            await NoteAsync(playground, last.GetProperty("id").GetInt64());
            var apology = (await playground.MessagesAsync("ana", "general"))[^1];
            Text(apology).ShouldContain("open the form again and send it once more");
            var again = apology.GetProperty("blocks")[1].GetProperty("items")[0].GetProperty("token").GetString();
            await playground.PostAsync("/api/press", new { @as = "ana", messageId = apology.GetProperty("id").GetInt64(), token = again });
        }

        await NoteAsync(playground, (await playground.MessagesAsync("ana", "general"))[^1].GetProperty("id").GetInt64());

        Text((await playground.MessagesAsync("ben", "general")).ShouldHaveSingleItem()).ShouldContain("Noted: Wait. Nobody has it.");
        (await playground.MessagesAsync("ana", "general")).ShouldHaveSingleItem().GetProperty("id").GetInt64().ShouldBe(id);
    }

    [Fact]
    public async Task DoesOnceWhatIsPressedTwiceAtOnce()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        var id = await AskAsync(playground);
        playground.Demo.Slowness = TimeSpan.FromSeconds(1);

        var answers = await Task.WhenAll(PressAsync(), PressAsync());

        answers.Count(answer => answer.TryGetProperty("error", out _)).ShouldBe(1);
        (await playground.MessagesAsync("ben", "general")).Length.ShouldBe(1);

        Task<JsonElement> PressAsync() => playground.PostAsync("/api/press", new { @as = "ana", messageId = id, token = "demo-post" });
    }

    [Fact]
    public async Task ShowsBothTicksWhenTheFirstAnswerTakesLonger()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        await playground.LineAsync("ana", "general", "/mentor checklist");
        var id = (await playground.MessagesAsync("ana", "general"))[^1].GetProperty("id").GetInt64();
        playground.Demo.Slowness = TimeSpan.FromSeconds(1);

        var first = TickAsync("ana", "+ask");
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        await Task.WhenAll(first, TickAsync("ben", "+plan"));

        Text((await playground.MessagesAsync("ben", "general")).ShouldHaveSingleItem()).ShouldContain("\"done\":3,\"total\":3");

        Task<JsonElement> TickAsync(string who, string value) =>
            playground.PostAsync("/api/press", new { @as = who, messageId = id, token = "demo-tick:1", values = (string[])[value] });
    }

    [Fact]
    public async Task SendsAFileToTheDirectConversationAndSaysSo()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);

        await playground.LineAsync("ana", "general", "/mentor data export");

        Text((await playground.MessagesAsync("ana", "dm-ana")).ShouldHaveSingleItem()).ShouldContain("me.md");
        var note = (await playground.MessagesAsync("ana", "general")).ShouldHaveSingleItem();
        note.GetProperty("onlyFor").GetString().ShouldBe("ana");
        Text(note).ShouldContain("your direct messages");
    }

    [Fact]
    public async Task LeadsThroughTheFormPageByPageAndReplacesTheMessageItCameFrom()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        var id = await AskAsync(playground);

        var form = (await playground.PostAsync("/api/press", new { @as = "ana", messageId = id, token = "demo-ask:1" })).GetProperty("form");
        form.GetProperty("answer").GetString().ShouldBe("form");

        var wrong = await SubmitAsync(0, new() { ["goal"] = "", ["energy"] = "much" });
        wrong.GetProperty("form").GetProperty("problems").EnumerateObject().Select(problem => problem.Name).Order().ShouldBe(["energy", "goal"]);

        var next = await SubmitAsync(0, new() { ["goal"] = "Ship", ["energy"] = "enough" });
        next.GetProperty("form").GetProperty("page").GetInt32().ShouldBe(1);

        var done = await SubmitAsync(1, new() { ["at"] = "09:30", ["where"] = "general", ["mentor"] = "chloe" });
        done.TryGetProperty("form", out _).ShouldBeFalse();
        Text((await playground.MessagesAsync("ana", "general")).ShouldHaveSingleItem()).ShouldContain("Your goal: Ship.");

        Task<JsonElement> SubmitAsync(int page, Dictionary<string, string> values) => playground.PostAsync(
            "/api/form",
            new { @as = "ana", place = "general", token = "demo-ask:1", page, values, originMessageId = id, zone = "Europe/Madrid" });
    }

    [Fact]
    public async Task LetsAPersonDismissOnlyWhatTheyAloneSee()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        var mine = await AskAsync(playground);
        await playground.LineAsync("ana", "general", "hello");
        var shared = (await playground.MessagesAsync("ana", "general"))[^1].GetProperty("id").GetInt64();

        await playground.PostAsync("/api/dismiss", new { @as = "ana", messageId = mine });
        var refused = await playground.PostAsync("/api/dismiss", new { @as = "ana", messageId = shared });

        refused.GetProperty("error").GetString().ShouldNotBeNull().ShouldContain("Others see this message");
        (await playground.MessagesAsync("ana", "general")).ShouldHaveSingleItem().GetProperty("id").GetInt64().ShouldBe(shared);
    }

    [Fact]
    public async Task GivesAPersonTheRoleThatTheyChoose()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);

        await playground.PostAsync("/api/role", new { @as = "ben", role = "Admin" });
        await playground.LineAsync("ben", "general", "/mentor whoami");

        Text((await playground.MessagesAsync("ben", "general"))[0]).ShouldContain("Ben Admin");
    }

    [Fact]
    public async Task RemembersTheRoomOverARestart()
    {
        await using (var before = await RunningPlayground.StartAsync(LogFile))
        {
            await before.LineAsync("ana", "general", "before");
            (await before.PostAsync("/api/people", new { name = "Noor" })).GetProperty("id").GetString().ShouldBe("noor");
        }

        await using var after = await RunningPlayground.StartAsync(LogFile);

        Text((await after.MessagesAsync("noor", "general")).ShouldHaveSingleItem()).ShouldContain("before");
    }

    [Fact]
    public async Task ShowsWhatHappensAtOnceInAnotherBrowserAndEndsTheStreamWhenItStops()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var reader = new StreamReader(await playground.Http.GetStreamAsync("/events?as=ben", patience.Token));
        (await reader.ReadLineAsync(patience.Token)).ShouldBe("event: state");

        await playground.LineAsync("ana", "general", "live!");
        var heard = new List<string>();
        while (heard.LastOrDefault() != "event: change")
        {
            heard.Add((await reader.ReadLineAsync(patience.Token)).ShouldNotBeNull());
        }

        (await reader.ReadLineAsync(patience.Token)).ShouldNotBeNull().ShouldContain("live!");
        await playground.StopAsync();
        while (await reader.ReadLineAsync(patience.Token) is not null)
        {
        }

        patience.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task LeavesTheLogOfABotThatRunsAlone()
    {
        await using var first = await RunningPlayground.StartAsync(LogFile);

        var refused = await Should.ThrowAsync<PlaygroundException>(() => RunningPlayground.StartAsync(LogFile));
        await first.LineAsync("ana", "general", "still here");

        refused.Message.ShouldContain("Another bot");
        refused.Message.ShouldContain("Playground:LogFile");
        File.ReadAllText(LogFile).ShouldContain("still here");
    }

    [Fact]
    public async Task OpensNoLogWhereItsPortIsTaken()
    {
        await using var first = await RunningPlayground.StartAsync(LogFile);
        var other = Path.Combine(_folder, "other.jsonl");

        await Should.ThrowAsync<PlaygroundException>(() => RunningPlayground.StartAsync(other, first.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)));

        File.Exists(other).ShouldBeFalse();
    }

    [Fact]
    public async Task FinishesWhatAPersonAskedForThoughTheirPageIsGone()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        playground.Demo.Slowness = TimeSpan.FromSeconds(1);
        using var patience = new CancellationTokenSource();

        var asking = playground.Http.PostAsJsonAsync("/api/line", new { @as = "ana", place = "general", text = "/mentor slow" }, patience.Token);
        await Eventually.HoldsAsync("the answer is begun", TimeSpan.FromSeconds(30), () => Task.FromResult(playground.Demo.Slowness == TimeSpan.Zero));
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        await Eventually.HoldsAsync(
            "the answer is there", TimeSpan.FromSeconds(10), async () => (await playground.MessagesAsync("ana", "general")).Length == 1);

        Text((await playground.MessagesAsync("ana", "general"))[0]).ShouldContain("Done, at last.");
    }

    [Fact]
    public async Task TakesAFieldWithoutAValueAsLeftOutAndKnowsAPersonByTheirName()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);
        await playground.PostAsync("/api/people", new { name = "Noor" });

        await playground.PostAsync("/api/form", new
        {
            @as = "ana",
            place = "general",
            token = "demo-note:1",
            page = 0,
            values = new Dictionary<string, string?> { ["note"] = "Wait", ["who"] = "noor", ["nothing"] = null },
        });

        Text((await playground.MessagesAsync("ana", "general")).ShouldHaveSingleItem()).ShouldContain("Noted: Wait. Noor has it.");
    }

    [Fact]
    public async Task AnswersWhatItCannotTakeWithASentence()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);

        await ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "{", "application/json");
        await ShouldBeRefusedAsync(HttpStatusCode.UnsupportedMediaType, "as=ana", "application/x-www-form-urlencoded");
        await ShouldBeRefusedAsync(HttpStatusCode.RequestEntityTooLarge, $"\"{new string('x', 70_000)}\"", "application/json");
        await ShouldBeRefusedAsync(HttpStatusCode.NotFound, """{"as":"nobody","place":"general","text":"x"}""", "application/json");
        await ShouldBeRefusedAsync(HttpStatusCode.Forbidden, """{"as":"ana","place":"dm-ben","text":"x"}""", "application/json");
        await ShouldBeRefusedAsync(HttpStatusCode.BadRequest, """{"as":"ana","place":"general","text":"  "}""", "application/json");

        async Task ShouldBeRefusedAsync(HttpStatusCode expected, string body, string type)
        {
            using var content = new StringContent(body, Encoding.UTF8, type);
            using var response = await playground.Http.PostAsync("/api/line", content);
            response.StatusCode.ShouldBe(expected);
            (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString().ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public async Task CompletesACommand()
    {
        await using var playground = await RunningPlayground.StartAsync(LogFile);

        var suggestions = await playground.Http.GetFromJsonAsync<JsonElement>("/api/complete?as=ana&text=%2Fmentor%20wh");

        suggestions.EnumerateArray().ShouldHaveSingleItem().GetProperty("insert").GetString().ShouldBe("/mentor whoami ");
    }

    private static async Task<long> AskAsync(RunningPlayground playground)
    {
        await playground.LineAsync("ana", "general", "/mentor say");
        return (await playground.MessagesAsync("ana", "general"))[^1].GetProperty("id").GetInt64();
    }

    private static Task<JsonElement> NoteAsync(RunningPlayground playground, long origin) => playground.PostAsync(
        "/api/form",
        new { @as = "ana", place = "general", token = "demo-note:1", page = 0, values = new { note = "Wait" }, originMessageId = origin });

    private static string Text(JsonElement message) => message.GetProperty("blocks").GetRawText();
}
