using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MentorBot.Discord.Rest;

/// <summary>Brings Discord's REST API.</summary>
internal static class RestSetup
{
    public static IServiceCollection AddRest(this IServiceCollection services, DiscordOptions options) => services
        .AddSingleton(new RestOptions())
        .AddSingleton<IDiscordApi>(provider => new DiscordApi(
            options,
            provider.GetRequiredService<RestOptions>(),
            RestTransport.CreateInvoker(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DiscordApi>>()));
}
