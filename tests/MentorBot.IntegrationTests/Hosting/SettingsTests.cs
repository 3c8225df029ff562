using System.Net;
using System.Net.Sockets;
using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.Hosting;

public sealed class SettingsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("--Storage:Provider=Oracle", "Storage:Provider is 'Oracle'. Expected Sqlite or PostgreSql.")]
    [InlineData("--Storage:Provider=7", "Storage:Provider is '7'. Expected Sqlite or PostgreSql.")]
    [InlineData("--Storage:ConnectionString=nonsense", "Storage:ConnectionString can't be read:")]
    [InlineData("--Storage:ConnectionString=Data Source=:memory:", "Storage:ConnectionString must name a file")]
    [InlineData("--Storage:ConnectionString=Data Source=/no/such/folder/x.db", "The file of Storage:ConnectionString can't be written:")]
    [InlineData("--Storage:Provder=Sqlite", "Storage:Provder is no option. Expected one of Storage:Provider, Storage:ConnectionString.")]
    [InlineData("--Strage:Provider=Sqlite", "Strage is no section. Expected one of Storage, Content, Playground, Slack, Discord, Urls, Logging.")]
    [InlineData("--Urls=nonsense", "Urls is 'nonsense'. Expected addresses such as http://127.0.0.1:5080")]
    [InlineData("--Urls=http://127.0.0.1:99999", "Urls is 'http://127.0.0.1:99999'.")]
    [InlineData("--Playground:Enabled=perhaps", "Playground:Enabled is 'perhaps'. Expected true or false.")]
    [InlineData("--Playground:Url=nonsense", "Playground:Url is 'nonsense', which is no address.")]
    [InlineData("--Playground:Url=http://0.0.0.0:0", "Playground:Url is 'http://0.0.0.0:0', which other machines can reach")]
    [InlineData("--Playground:LogFile=/dev/null/playground.jsonl", "The playground can't keep its log at /dev/null/playground.jsonl (Playground:LogFile):")]
    [InlineData("--Content:Folder=/no/such/folder", "set Content:Folder to it")]
    [InlineData("--Logging:LogLevel:Microsoft.Hosting=Loud", "Logging:LogLevel:Microsoft.Hosting is 'Loud'. Expected Trace, Debug, Information, Warning, Error, Critical or None.")]
    [InlineData("--Logging:Console:FormatterName=jsn", "Logging:Console:FormatterName is 'jsn'. Expected simple, json or systemd.")]
    [InlineData("--OTEL_EXPORTER_OTLP_ENDPOINT=nonsense", "OTEL_EXPORTER_OTLP_ENDPOINT is 'nonsense'. Expected an address such as http://127.0.0.1:4318.")]
    public async Task RefusesAWrongOptionAndNamesItsKey(string argument, string message)
    {
        var refused = await BotProcess.RunAsync(_folder, Quiet(argument));

        ShouldBeRefused(refused, message);
    }

    [Fact]
    public async Task NamesEveryWrongOptionAtOnce()
    {
        var refused = await BotProcess.RunAsync(_folder, "--Storage:Provider=Oracle", "--Playground:Enabled=perhaps", "--Urls=nonsense");

        ShouldBeRefused(refused, "Storage:Provider");
        refused.Errors.ShouldContain("Playground:Enabled");
        refused.Errors.ShouldContain("Urls");
    }

    [Theory]
    [InlineData("Storage__Provder", "Sqlite", "Storage:Provder is no option.")]
    [InlineData("Storage__Provider", "Oracle", "Storage:Provider is 'Oracle'.")]
    public async Task NamesTheKeyOfAWrongVariableOfTheEnvironment(string name, string value, string message)
    {
        var refused = await BotProcess.RunAsync(_folder, Quiet(), input: null, Environment((name, value)));

        ShouldBeRefused(refused, message);
    }

    [Fact]
    public async Task SaysThatAPortIsTakenAndByWhichKeyToChangeIt()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        ShouldBeRefused(await BotProcess.RunAsync(_folder, $"--Urls={taken}", "--Playground:Enabled=false"), $"The bot can't listen on {taken} (Urls):");
        ShouldBeRefused(await BotProcess.RunAsync(_folder, "--Urls=http://127.0.0.1:0", $"--Playground:Url={taken}"), $"The playground can't listen on {taken} (Playground:Url):");
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1")]
    [InlineData("Host=no-such-host.invalid")]
    public async Task SaysThatADatabaseServerDoesNotAnswer(string server)
    {
        var refused = await BotProcess.RunAsync(_folder, Quiet("--Storage:Provider=PostgreSql", $"--Storage:ConnectionString={server};Username=mentor;Password=hush"));

        ShouldBeRefused(refused, "The database of Storage:ConnectionString can't be used:");
        refused.Printed.ShouldNotContain("hush");
    }

    [Fact]
    public async Task SaysThatAFileIsNoDatabase()
    {
        await File.WriteAllTextAsync(_folder.File("mentorbot.db"), new string('x', 10_000));

        ShouldBeRefused(await BotProcess.RunAsync(_folder, Quiet()), "The database of Storage:ConnectionString can't be used:");
    }

    [Fact]
    public async Task NamesFileLineAndColumnOfAMistakeInTheContent()
    {
        var content = _folder.CopyContent();
        var file = Path.Combine(content, "checklists", "team-habits.yaml");
        var lines = await File.ReadAllLinesAsync(file);
        var title = Array.FindIndex(lines, line => line.StartsWith("title:", StringComparison.Ordinal));
        lines[title] = "titel: Habits";
        await File.WriteAllLinesAsync(file, lines);

        ShouldBeRefused(await BotProcess.RunAsync(_folder, Quiet($"--Content:Folder={content}")), $"{file}:{title + 1}:1:");
    }

    [Fact]
    public async Task TakesTheEnvironmentBeforeTheFileAndTheCommandLineBeforeBoth()
    {
        var environment = Environment(("Storage__ConnectionString", "Data Source=environment.db"));

        await BotProcess.RunAsync(_folder, ["chat", "/mentor help"], input: null);
        _folder.FileNames.ShouldBe(["mentorbot.db"]);

        await BotProcess.RunAsync(_folder, ["chat", "/mentor help"], input: null, environment);
        _folder.FileNames.ShouldBe(["environment.db", "mentorbot.db"]);

        await BotProcess.RunAsync(_folder, ["chat", "/mentor help", "--Storage:ConnectionString=Data Source=line.db"], input: null, environment);
        _folder.FileNames.ShouldBe(["environment.db", "line.db", "mentorbot.db"]);
    }

    [Fact]
    public async Task ExplainsACommandThatDoesNotExist()
    {
        var refused = await BotProcess.RunAsync(_folder, "frobnicate");

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain("'frobnicate'");
        refused.Printed.ShouldContain("Usage:");
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>No port of anybody else's, should it start after all.</summary>
    private static string[] Quiet(params string[] arguments) => ["--Urls=http://127.0.0.1:0", "--Playground:Url=http://127.0.0.1:0", .. arguments];

    private static Dictionary<string, string> Environment(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);

    private static void ShouldBeRefused(Finished run, string message)
    {
        run.Printed.ShouldContain(message);
        run.Printed.ShouldNotContain("   at ");
        run.Printed.ShouldNotContain("Unhandled");
        run.ExitCode.ShouldBe(1);
    }
}
