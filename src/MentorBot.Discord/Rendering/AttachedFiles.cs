using MentorBot.Core.Messages;

namespace MentorBot.Discord.Rendering;

/// <summary>Gives files the names under which a message shows them: each once, of letters that Discord keeps.</summary>
internal sealed class AttachedFiles
{
    private const int LongestName = 100;

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    public FileBlock Named(FileBlock file)
    {
        var name = string.Concat(file.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '_')).TrimStart('.');
        var ending = Path.GetExtension(name) is { Length: > 1 and <= 10 } extension ? extension : string.Empty;
        var stem = name[..^ending.Length];
        stem = stem.Length == 0 ? "file" : stem[..Math.Min(stem.Length, LongestName)];
        var unique = stem + ending;
        for (var i = 2; !_names.Add(unique); i++)
        {
            unique = $"{stem}-{i}{ending}";
        }

        return file.Name == unique ? file : file with { Name = unique };
    }
}
