using MentorBot.Discord.Receiving;
using MentorBot.Discord.Rest;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MentorBot.Discord.Gateway;

/// <summary>Brings Discord's gateway. Whoever calls it brings the inbox, the REST API, and what is kept.</summary>
internal static class GatewaySetup
{
    public static IServiceCollection AddGateway(this IServiceCollection services, DiscordOptions options) => services
        .AddSingleton(new GatewayOptions())
        .AddSingleton(provider => new GatewaySetting(options.Token!, provider.GetRequiredService<GatewayOptions>(), GatewaySetting.DialAsync))
        .AddSingleton<GatewaySession>()
        .AddSingleton<IdentifyBudget>()
        .AddSingleton(provider => new Intake(provider.GetRequiredService<IInbox>(), provider.GetRequiredService<GatewayOptions>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<GatewayReceiver>>()))
        .AddSingleton(provider => new GatewayConnection(
            provider.GetRequiredService<IDiscordApi>(),
            provider.GetRequiredService<GatewaySession>(),
            provider.GetRequiredService<IdentifyBudget>(),
            provider.GetRequiredService<GatewaySetting>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GatewayReceiver>>()))
        .AddSingleton<GatewayReceiver>()
        .AddHostedService(provider => provider.GetRequiredService<GatewayReceiver>());
}
