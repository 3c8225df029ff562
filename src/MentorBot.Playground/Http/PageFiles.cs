using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace MentorBot.Playground.Http;

/// <summary>Serves the page, which is part of the program.</summary>
internal static class PageFiles
{
    private static readonly FrozenDictionary<string, string> MediaTypes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void MapPageFiles(this IEndpointRouteBuilder routes)
    {
        var assembly = typeof(PageFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => MediaTypes.ContainsKey(Path.GetExtension(name))))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"");
            var type = MediaTypes[Path.GetExtension(name)];
            routes.MapGet(name == "index.html" ? "/" : $"/{name}", (HttpContext context) =>
            {
                // Asked for each time, sent only when it changed: a new version of the bot never runs an old page.
                context.Response.Headers.CacheControl = "no-cache";
                return TypedResults.Bytes(content, type, entityTag: tag);
            });
        }
    }
}
