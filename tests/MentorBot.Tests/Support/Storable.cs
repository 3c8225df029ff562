using System.Text;

namespace MentorBot.Tests.Support;

/// <summary>Refuses what PostgreSQL refuses, so that a test in memory finds what only a real store would.</summary>
internal static class Storable
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Check(params IEnumerable<string?> texts)
    {
        foreach (var text in texts.OfType<string>())
        {
            if (text.Contains('\0', StringComparison.Ordinal))
            {
                throw new ArgumentException("Text with a NUL character can't be stored.", nameof(texts));
            }

            Strict.GetByteCount(text);
        }
    }
}
