using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using MentorBot.Core.Commands;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MentorBot.Core.Content;

/// <summary>Reads one YAML document into a content type, and gathers every mistake with its place.</summary>
internal sealed class YamlBinder(string file, string source, ICollection<ContentProblem> problems)
{
    private static readonly MethodInfo ToArray =
        typeof(YamlBinder).GetMethod(nameof(ToImmutable), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The value, or null after a problem was noted.</summary>
    public object? Bind(YamlNode node, Type type)
    {
        var wanted = Nullable.GetUnderlyingType(type) ?? type;
        if (ContentShape.IsMapping(wanted))
        {
            return BindMapping(node, ContentShape.Of(wanted));
        }

        if (ContentShape.ElementOf(wanted) is { } element)
        {
            return BindList(node, element);
        }

        if (node is not YamlScalarNode scalar)
        {
            return Refuse(node, $"Expected {Expectation(wanted)}, found {Describe(node)}.");
        }

        return BindScalar(scalar, wanted);
    }

    private object? BindMapping(YamlNode node, ContentShape shape)
    {
        if (node is not YamlMappingNode mapping)
        {
            return Refuse(node, $"Expected the keys {Names(shape)}, found {Describe(node)}.");
        }

        var item = Activator.CreateInstance(shape.Type)!;
        shape.Type.GetProperty(nameof(Positioned.Position))!.SetValue(item, At(node));
        var before = problems.Count;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (keyNode, valueNode) in mapping.Children)
        {
            var name = (keyNode as YamlScalarNode)?.Value ?? string.Empty;
            var key = shape.Keys.FirstOrDefault(candidate => candidate.Name == name);
            if (key is null)
            {
                var near = Spelling.Nearest(name, shape.Keys.Select(candidate => candidate.Name), 1);
                Refuse(keyNode, near.Count > 0
                    ? $"`{name}` is no key here. Did you mean `{near[0]}`?"
                    : $"`{name}` is no key here. Expected one of: {Names(shape)}.");
                continue;
            }

            seen.Add(key.Name);
            if (Bind(valueNode, key.Type) is { } value && IsWithin(key, value, valueNode))
            {
                key.Property.SetValue(item, value);
            }
        }

        foreach (var key in shape.Keys.Where(key => key.IsRequired && !seen.Contains(key.Name)))
        {
            Refuse(node, key.Description is { Length: > 0 } description
                ? $"`{key.Name}` is missing: {char.ToLowerInvariant(description[0])}{description[1..]}"
                : $"`{key.Name}` is missing. Expected {Expectation(key.Type)}.");
        }

        return problems.Count == before ? item : null;
    }

    private object? BindList(YamlNode node, Type element)
    {
        if (node is not YamlSequenceNode sequence)
        {
            return Refuse(node, $"Expected a list, found {Describe(node)}.");
        }

        var before = problems.Count;
        var items = sequence.Children.Select(child => Bind(child, element)).ToArray();
        return problems.Count == before ? ToArray.MakeGenericMethod(element).Invoke(null, [items]) : null;
    }

    private object? BindScalar(YamlScalarNode scalar, Type type)
    {
        var text = scalar.Value ?? string.Empty;
        if (string.IsNullOrWhiteSpace(text) || (scalar.Style == ScalarStyle.Plain && text is "null" or "~"))
        {
            return Refuse(scalar, $"Expected {Expectation(type)}, found nothing.");
        }

        if (type == typeof(string) || type == typeof(Wording))
        {
            var line = text.Trim();
            return line.Contains('\n') ? Refuse(scalar, "Expected one line.") : type == typeof(string) ? line : new Wording(line);
        }

        if (type == typeof(TextLines))
        {
            return new TextLines(text);
        }

        if (type == typeof(int))
        {
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : Refuse(scalar, $"Expected {Expectation(type)}, found `{Excerpt(text)}`.");
        }

        if (type == typeof(bool))
        {
            return text is "true" or "false" ? text == "true" : Refuse(scalar, $"Expected {Expectation(type)}, found `{Excerpt(text)}`.");
        }

        if (type.IsEnum)
        {
            var name = Enum.GetNames(type).FirstOrDefault(name => ContentShape.InFile(name) == text);
            return name is null ? Refuse(scalar, $"Expected {Expectation(type)}, found `{Excerpt(text)}`.") : Enum.Parse(type, name);
        }

        if (type == typeof(Reference))
        {
            return new Reference(text.Trim(), At(scalar));
        }

        var before = problems.Count;
        object value = type == typeof(Template)
            ? Template.Read(text, TextStart(scalar), problems)
            : new MarkdownReader(TextStart(scalar), problems).ReadProse(text);
        return problems.Count == before ? value : null;
    }

    private bool IsWithin(ContentShape.ContentKey key, object value, YamlNode node)
    {
        var length = value switch
        {
            string text => text.Length,
            IEnumerable list => list.Cast<object>().Count(),
            _ => 0,
        };
        var unit = value is string ? "characters" : "entries";
        if (length > key.MaxLength)
        {
            Refuse(node, $"`{key.Name}` has {length} {unit}. Expected at most {key.MaxLength}.");
            return false;
        }

        if (length < key.MinLength)
        {
            Refuse(node, $"`{key.Name}` has {length} {unit}. Expected at least {key.MinLength}.");
            return false;
        }

        if (key.MaxEntryLength is { } longest && node is YamlSequenceNode entries
            && entries.Children.FirstOrDefault(entry => entry is YamlScalarNode { Value: { } text } && text.Trim().Length > longest) is YamlScalarNode tooLong)
        {
            Refuse(tooLong, $"`{key.Name}` has an entry of {tooLong.Value!.Trim().Length} characters. Expected at most {longest}.");
            return false;
        }

        if (key.Pattern is { } pattern && !pattern.IsValid(value))
        {
            Refuse(node, $"`{key.Name}` is `{Excerpt((string)value)}`. Expected {pattern.ErrorMessage}.");
            return false;
        }

        if (key.Range is { } range && !range.IsValid(value))
        {
            Refuse(node, $"`{key.Name}` is {value}. Expected {range.Minimum} to {range.Maximum}.");
            return false;
        }

        return true;
    }

    private object? Refuse(YamlNode node, string message)
    {
        problems.Add(new ContentProblem(At(node), message));
        return null;
    }

    private Position At(YamlNode node) => new(file, (int)node.Start.Line, (int)node.Start.Column);

    /// <summary>A block scalar's text starts on the line below its mark, where it is indented.</summary>
    private Position TextStart(YamlScalarNode scalar)
    {
        if (scalar.Style is not (ScalarStyle.Literal or ScalarStyle.Folded))
        {
            return At(scalar);
        }

        var indent = source.Split('\n').Skip((int)scalar.Start.Line).FirstOrDefault(line => !string.IsNullOrWhiteSpace(line))?.TakeWhile(letter => letter == ' ').Count() ?? 0;
        return new Position(file, (int)scalar.Start.Line + 1, indent + 1);
    }

    private static string Expectation(Type type)
    {
        var wanted = Nullable.GetUnderlyingType(type) ?? type;
        return wanted switch
        {
            _ when wanted == typeof(int) => "a whole number",
            _ when wanted == typeof(bool) => "true or false",
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(wanted).Select(ContentShape.InFile))}",
            _ when wanted == typeof(Reference) => "an id",
            _ when ContentShape.ElementOf(wanted) is not null => "a list",
            _ => "text",
        };
    }

    private static string Describe(YamlNode node) => node switch
    {
        YamlMappingNode => "keys and values",
        YamlSequenceNode => "a list",
        YamlScalarNode { Value: { Length: > 0 } value } => $"`{Excerpt(value)}`",
        _ => "nothing",
    };

    private static string Excerpt(string text) => Messages.Limits.Shorten(text.ReplaceLineEndings(" "), 40);

    private static string Names(ContentShape shape) => string.Join(", ", shape.Keys.Select(key => key.Name));

    private static ImmutableArray<T> ToImmutable<T>(object?[] items) => [.. items.Cast<T>()];
}
