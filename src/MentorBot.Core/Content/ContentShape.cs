using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace MentorBot.Core.Content;

/// <summary>The most characters that each entry of a list may have.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MaxEntryLengthAttribute(int length) : Attribute
{
    public int Length => length;
}

/// <summary>The keys that a content type has in a file: what the reader binds and the schema describes is the same list.</summary>
internal sealed class ContentShape
{
    // Reading the attributes of a type costs more than reading a file into it.
    private static readonly ConcurrentDictionary<Type, ContentShape> Known = new();

    private ContentShape(Type type)
    {
        Type = type;
        Keys = [.. type.GetProperties()
            .Where(property => property.SetMethod is { IsPublic: true })
            .OrderBy(property => Depth(property.DeclaringType!))
            .Select(property => new ContentKey(property))];
    }

    public Type Type { get; }

    public ImmutableArray<ContentKey> Keys { get; }

    public static ContentShape Of(Type type) => Known.GetOrAdd(type, one => new ContentShape(one));

    /// <summary>A name as files write it: <c>InsteadOf</c> is <c>instead-of</c>.</summary>
    public static string InFile(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    /// <summary>Whether the type is one of ours whose properties are keys, and not a single value.</summary>
    public static bool IsMapping(Type type) => typeof(Positioned).IsAssignableFrom(type);

    /// <summary>The element type of a list; null for anything else.</summary>
    public static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? type.GetGenericArguments()[0] : null;

    private static int Depth(Type type) => type.BaseType is { } parent ? 1 + Depth(parent) : 0;

    internal sealed class ContentKey(PropertyInfo property)
    {
        public string Name { get; } = InFile(property.Name);

        public PropertyInfo Property { get; } = property;

        public Type Type { get; } = property.PropertyType;

        public bool IsRequired { get; } = property.GetCustomAttribute<RequiredMemberAttribute>() is not null;

        public string? Description { get; } = property.GetCustomAttribute<DescriptionAttribute>()?.Description;

        public int? MaxLength { get; } = property.GetCustomAttribute<MaxLengthAttribute>()?.Length;

        public int? MinLength { get; } = property.GetCustomAttribute<MinLengthAttribute>()?.Length;

        /// <summary>The most characters of each entry of a list.</summary>
        public int? MaxEntryLength { get; } = property.GetCustomAttribute<MaxEntryLengthAttribute>()?.Length;

        public RangeAttribute? Range { get; } = property.GetCustomAttribute<RangeAttribute>();

        public RegularExpressionAttribute? Pattern { get; } = property.GetCustomAttribute<RegularExpressionAttribute>();
    }
}
