namespace MentorBot;

/// <summary>An address of <c>Urls</c>, where a wildcard may stand for every address of the machine.</summary>
internal static class ListenAddress
{
    private static readonly (string Wildcard, string Own)[] Wildcards =
        [("//*", "//127.0.0.1"), ("//+", "//127.0.0.1"), ("//0.0.0.0", "//127.0.0.1"), ("//[::]", "//[::1]")];

    /// <summary>The same address as this machine asks it; null when it is none.</summary>
    public static Uri? FromHere(string url)
    {
        var own = Wildcards.Aggregate(url, (text, pair) => text.Replace(pair.Wildcard, pair.Own, StringComparison.Ordinal));
        return Uri.TryCreate(own, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp ? address : null;
    }
}
