using System.Collections.Immutable;
using System.Text;
using MentorBot.Core.People;

namespace MentorBot.Playground.Chat;

/// <summary>Somebody to be in the playground, and the role that the playground vouches for.</summary>
/// <param name="Id">Lower-case letters, digits and hyphens: what stands behind <c>@</c> in a typed line.</param>
public sealed record Persona(string Id, string Name, Role Role)
{
    public const int LongestName = 40;

    /// <summary>More than this is no team any more, and nobody could find themselves in the list.</summary>
    public const int Most = 50;

    /// <summary>A small team with every role in it, so that one person can try both sides of a conversation.</summary>
    public static readonly ImmutableArray<Persona> Team =
    [
        new("ana", "Ana", Role.Lead),
        new("ben", "Ben", Role.Member),
        new("chloe", "Chloe", Role.Mentor),
        new("dev", "Dev", Role.Admin),
        new("emi", "Emi", Role.Member),
    ];

    /// <summary>The id that a name leads to; empty where there is no letter or digit in it.</summary>
    public static string IdOf(string name)
    {
        var slug = new StringBuilder();
        foreach (var character in name.Trim().ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(character))
            {
                slug.Append(character);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().Trim('-');
    }
}
