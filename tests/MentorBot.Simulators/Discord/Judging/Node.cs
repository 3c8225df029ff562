using System.Globalization;
using System.Text.Json;

namespace MentorBot.Simulators.Discord;

/// <summary>A value in a body, where it stands, and the list that takes what is wrong with it.</summary>
internal readonly record struct Node(JsonElement Json, string Path, List<Problem> Problems)
{
    public bool IsObject => Json.ValueKind == JsonValueKind.Object;

    public static Problem BadLength(string path, int least, int most) =>
        least > 0 && most < int.MaxValue ? new Problem(path, "BASE_TYPE_BAD_LENGTH", $"Must be between {least} and {most} in length.")
        : least > 0 ? new Problem(path, "BASE_TYPE_MIN_LENGTH", $"Must be {least} or more in length.")
        : new Problem(path, "BASE_TYPE_MAX_LENGTH", $"Must be {most} or fewer in length.");

    /// <summary>Discord counts code points.</summary>
    public static int Length(string text) => text.EnumerateRunes().Count();

    public void Fail(string code, string message) => Problems.Add(new Problem(Path, code, message));

    public void Fail(string name, string code, string message) => Problems.Add(new Problem(At(name), code, message));

    public void Require(string name)
    {
        if (!Has(name))
        {
            Fail(name, "BASE_TYPE_REQUIRED", "This field is required");
        }
    }

    /// <summary>Whether it is there and not null.</summary>
    public bool Has(string name) => IsObject && Json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public Node Child(string name) => new(IsObject && Json.TryGetProperty(name, out var value) ? value : default, At(name), Problems);

    public bool IsTrue(string name) => IsObject && Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public int? Number(string name) => IsObject && Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    public string? Text(string name) => IsObject && Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The items of an array; none when it is no array.</summary>
    public IReadOnlyList<Node> Items(string name)
    {
        var array = Child(name);
        return array.Items();
    }

    public IReadOnlyList<Node> Items()
    {
        if (Json.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var items = new List<Node>(Json.GetArrayLength());
        foreach (var item in Json.EnumerateArray())
        {
            items.Add(new Node(item, At(items.Count.ToString(CultureInfo.InvariantCulture)), Problems));
        }

        return items;
    }

    /// <summary>Holds a text to a length.</summary>
    public void Limit(string name, int least, int most, bool isNeeded = false)
    {
        if (Text(name) is not { } text)
        {
            if (isNeeded)
            {
                Require(name);
            }

            return;
        }

        if (Length(text) < least || Length(text) > most)
        {
            Problems.Add(BadLength(At(name), least, most));
        }
    }

    /// <summary>Holds an array to a count.</summary>
    public void Count(string name, int least, int most)
    {
        var array = Child(name).Json;
        var count = array.ValueKind == JsonValueKind.Array ? array.GetArrayLength() : 0;
        if (count < least || count > most)
        {
            Problems.Add(BadLength(At(name), least, most));
        }
    }

    /// <summary>Holds a number to a range.</summary>
    public void Range(string name, int least, int most)
    {
        if (Number(name) is { } number && (number < least || number > most))
        {
            Fail(name, number < least ? "NUMBER_TYPE_MIN" : "NUMBER_TYPE_MAX", number < least ? $"int value should be greater than or equal to {least}." : $"int value should be less than or equal to {most}.");
        }
    }

    private string At(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
