using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MentorBot.Discord.Wire;

/// <summary>A component of a message or a modal, in Discord's own words; the discriminator is Discord's number.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ActionRow), 1)]
[JsonDerivedType(typeof(ButtonComponent), 2)]
[JsonDerivedType(typeof(StringSelect), 3)]
[JsonDerivedType(typeof(TextInput), 4)]
[JsonDerivedType(typeof(UserSelect), 5)]
[JsonDerivedType(typeof(ChannelSelect), 8)]
[JsonDerivedType(typeof(TextDisplay), 10)]
[JsonDerivedType(typeof(MediaGallery), 12)]
[JsonDerivedType(typeof(FileComponent), 13)]
[JsonDerivedType(typeof(Separator), 14)]
[JsonDerivedType(typeof(LabelComponent), 18)]
internal abstract record Component
{
    /// <summary>Unique in the message; Discord gives one where there is none. The message's key is kept in those of its first two.</summary>
    public int? Id { get; init; }
}

/// <param name="Components">At most five buttons, or one select.</param>
internal sealed record ActionRow(ImmutableArray<Component> Components) : Component;

/// <param name="Style">1 primary, 2 secondary, 3 success, 4 danger.</param>
/// <param name="Label">At most 80 characters.</param>
/// <param name="CustomId">At most 100 characters, unique in the message.</param>
internal sealed record ButtonComponent(int Style, string Label, string CustomId) : Component;

/// <param name="Options">1 to 25.</param>
/// <param name="Required">In a modal only.</param>
internal sealed record StringSelect(string CustomId, ImmutableArray<SelectOption> Options, string? Placeholder = null, int? MinValues = null, int? MaxValues = null, bool? Required = null) : Component;

/// <summary>Label, value and description: at most 100 characters each.</summary>
internal sealed record SelectOption(string Label, string Value, string? Description = null, bool? Default = null);

/// <param name="Style">1 short, 2 paragraph.</param>
internal sealed record TextInput(string CustomId, int Style, string? Value = null, string? Placeholder = null, int? MaxLength = null, bool? Required = null) : Component;

internal sealed record UserSelect(string CustomId, ImmutableArray<DefaultValue>? DefaultValues = null, bool? Required = null, int? MinValues = null, int? MaxValues = null) : Component;

internal sealed record ChannelSelect(string CustomId, ImmutableArray<int>? ChannelTypes = null, ImmutableArray<DefaultValue>? DefaultValues = null, bool? Required = null, int? MinValues = null, int? MaxValues = null) : Component;

/// <param name="Type"><c>user</c> or <c>channel</c>.</param>
internal sealed record DefaultValue(string Id, string Type);

/// <param name="Content">1 to 4,000 characters of Discord's Markdown.</param>
internal sealed record TextDisplay(string Content) : Component;

internal sealed record MediaGallery(ImmutableArray<MediaItem> Items) : Component;

/// <param name="Description">At most 1,024 characters.</param>
internal sealed record MediaItem(MediaReference Media, string? Description);

/// <param name="Url">An address, or <c>attachment://name</c>.</param>
internal sealed record MediaReference(string Url);

internal sealed record FileComponent(MediaReference File) : Component;

/// <param name="Spacing">1 small, 2 large.</param>
internal sealed record Separator(bool Divider = true, int? Spacing = null) : Component;

/// <param name="Label">At most 45 characters.</param>
/// <param name="Description">At most 100 characters.</param>
internal sealed record LabelComponent(string Label, string? Description, Component Component) : Component;
