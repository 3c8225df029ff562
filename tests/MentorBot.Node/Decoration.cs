using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MentorBot.Node;

/// <summary>Puts another service around one that is registered.</summary>
internal static class Decoration
{
    public static IServiceCollection Decorate<T>(this IServiceCollection services, Func<T, T> decorate)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T)).ImplementationType!;
        return services.Replace(ServiceDescriptor.Singleton(provider => decorate((T)ActivatorUtilities.CreateInstance(provider, inner))));
    }
}
