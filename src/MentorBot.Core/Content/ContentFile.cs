using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MentorBot.Core.Content;

/// <summary>A file of a content folder as it stood there.</summary>
/// <param name="Path">Below the folder, with slashes, such as <c>scripts/hand-over.yaml</c>.</param>
public sealed record ContentFile(string Path, string Text)
{
    /// <summary>The kind of item in it; null for a file of the folder itself.</summary>
    internal ContentKind? Kind => ContentKind.All.FirstOrDefault(kind => Path.StartsWith(kind.Folder + "/", StringComparison.Ordinal));
}

/// <summary>What a team doesn't want to see of the built-in content.</summary>
public sealed record HiddenItems : Positioned
{
    [Description("The items, each as its kind and its id, such as script/salary-negotiation.")]
    [MinLength(1)]
    public required ImmutableArray<Reference> Hide { get; init; }
}
