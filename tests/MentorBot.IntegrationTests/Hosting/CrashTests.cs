using System.Text.Json;
using MentorBot.IntegrationTests.Support;

namespace MentorBot.IntegrationTests.Hosting;

public sealed class CrashTests : IDisposable
{
    private static readonly string[] People = ["ana", "ben", "chloe", "dev"];

    // Only a bot that hangs lets somebody wait as long.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task KeepsEveryFormThatItAnsweredAndNoHalfOfOneWhenItIsKilledAtWork()
    {
        var answered = People.ToDictionary(person => person, _ => 0, StringComparer.Ordinal);
        foreach (var forms in (int[])[1, 8, 20])
        {
            using var enough = new SemaphoreSlim(0);
            var bot = await BotProcess.StartAsync(_folder);
            await using (bot)
            {
                var work = People.Select(person => SubmitUntilItDiesAsync(bot.Playground, person, answered, enough)).ToArray();
                for (var form = 0; form < forms; form++)
                {
                    (await enough.WaitAsync(Patience)).ShouldBeTrue();
                }

                await bot.KillAsync();
                await Task.WhenAll(work);
            }

            await using var again = await BotProcess.StartAsync(_folder);
            foreach (var person in People)
            {
                var kept = await PrefilledAsync(again.Playground, person);
                kept.Distinct(StringComparer.Ordinal).Count().ShouldBe(1, $"{person} sees half of a form: {string.Join(", ", kept)}");
                var last = int.Parse(kept[0] ?? "0");
                last.ShouldBeInRange(answered[person], answered[person] + 1, $"{person}'s last answer is lost");
                answered[person] = last;
            }

            (await again.StopAsync()).ExitCode.ShouldBe(0);
            again.Output.ShouldNotContain("fail:");
        }

        answered.Values.Sum().ShouldBeGreaterThanOrEqualTo(29);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task SubmitUntilItDiesAsync(PlaygroundClient playground, string person, Dictionary<string, int> answered, SemaphoreSlim enough)
    {
        try
        {
            await playground.TypeAsync(person, "general", "/mentor script deadline-pushback");
            var form = await playground.PressAsync(person, "general", "Fill in");
            while (true)
            {
                await playground.SubmitAsync(person, "general", form!.Value, $"{answered[person] + 1}");
                lock (answered)
                {
                    answered[person]++;
                }

                enough.Release();
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException)
        {
            // It is dead, as it should be.
        }
    }

    /// <summary>What a person finds filled in already, field by field.</summary>
    private static async Task<string?[]> PrefilledAsync(PlaygroundClient playground, string person)
    {
        await playground.TypeAsync(person, "general", "/mentor script deadline-pushback");
        var form = await playground.PressAsync(person, "general", "Fill in");
        return
        [
            .. form!.Value.GetProperty("pages").EnumerateArray()
                .SelectMany(page => page.GetProperty("fields").EnumerateArray())
                .Select(field => field.TryGetProperty("value", out var value) ? value.GetString() : null),
        ];
    }
}
