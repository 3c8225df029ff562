using System.Text.Json;
using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.Hosting;

public sealed class LogTests : IDisposable
{
    private const string Marker = "zebra-7431";

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task SaysNothingOfWhatPeopleWroteAndNothingOfWhoTheyAre()
    {
        await using var bot = await BotProcess.StartAsync(
            _folder, "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Trace", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Trace");
        var who = await bot.Playground.AddPersonAsync("Quixotic Person");
        var direct = $"dm-{who}";

        await bot.Playground.TypeAsync(who, "general", Marker);
        await bot.Playground.TypeAsync(who, direct, Marker);
        await bot.Playground.TypeAsync(who, "general", $"/mentor find {Marker}");
        await bot.Playground.TypeAsync(who, "general", $"/mentor {Marker}");
        await bot.Playground.TypeAsync(who, "general", $"/mentor say {Marker}");
        await bot.Playground.TypeAsync(who, "general", $"/mentor checklist item:{Marker}");
        await bot.Playground.TypeAsync(who, "general", "/mentor script deadline-pushback");
        var form = await bot.Playground.PressAsync(who, "general", "Fill in");
        await bot.Playground.SubmitAsync(who, "general", form!.Value, Marker);
        await bot.Playground.PressAsync(who, "general", "Post here");
        var read = (await bot.Playground.ReadAsync("ben", "general")).Split('\n')[^1];
        read.ShouldContain("Posted by");
        read.ShouldContain(Marker);
        await bot.StopAsync();

        bot.Output.ShouldContain("dbug: MentorBot.Core.Commands.Dispatcher");
        bot.Output.ShouldNotContain(Marker);
        bot.Output.ShouldNotContain(who);
        bot.Output.ShouldNotContain("Quixotic");
        bot.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task IsDataWhereTheConsoleIsToldSo()
    {
        await using var bot = await BotProcess.StartAsync(_folder, "--Logging:Console:FormatterName=json");
        await bot.StopAsync();

        var lines = bot.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBeGreaterThan(2);
        foreach (var line in lines)
        {
            using var entry = JsonDocument.Parse(line);
            entry.RootElement.GetProperty("Message").GetString().ShouldNotBeNullOrEmpty();
        }
    }

    public void Dispose() => _folder.Dispose();
}
