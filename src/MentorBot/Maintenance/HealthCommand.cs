using System.CommandLine;
using MentorBot.Hosting;

namespace MentorBot.Maintenance;

/// <summary><c>health</c>: asks the running bot whether it is ready, for a container's health check.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static Command Create(string[] overrides)
    {
        var command = new Command("health", "Ask the bot that runs here whether it is ready; the exit code is 0 when it is.");
        command.SetAction((_, cancellationToken) => Failures.ExplainAsync(() => RunAsync(overrides, cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(string[] overrides, CancellationToken cancellationToken)
    {
        var urls = SettingsReader.Read(SettingsReader.Configuration(overrides)).Urls;
        var url = ListenAddress.FromHere(urls.Split(';')[0])!;
        using var client = new HttpClient { BaseAddress = url, Timeout = Patience };
        try
        {
            using var response = await client.GetAsync(new Uri(Health.ReadyPath, UriKind.Relative), cancellationToken);
            Console.Write(await response.Content.ReadAsStringAsync(cancellationToken));
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"No bot answers at {url}. {exception.Message}");
            return 1;
        }
    }
}
