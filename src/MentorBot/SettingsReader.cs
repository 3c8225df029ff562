using System.Text.RegularExpressions;
using MentorBot.Discord;
using MentorBot.Playground;
using MentorBot.Slack;
using MentorBot.Storage;
using Microsoft.Extensions.Logging.Console;

namespace MentorBot;

/// <summary>Reads the configuration and checks every option; what is wrong is named by its key.</summary>
internal static partial class SettingsReader
{
    private const string UrlsKey = "Urls";

    // The name that every OpenTelemetry exporter reads.
    private const string OtlpKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly Dictionary<string, Type> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Storage"] = typeof(StorageOptions),
        ["Content"] = typeof(ContentOptions),
        ["Playground"] = typeof(PlaygroundOptions),
        ["Slack"] = typeof(SlackOptions),
        ["Discord"] = typeof(DiscordOptions),
    };

    /// <summary>Splits <c>--Section:Key=value</c> from the program's own arguments, which start in lower case.</summary>
    public static (string[] Overrides, string[] CommandLine) SplitOverrides(string[] args)
    {
        var overrides = new List<string>();
        var others = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (!Override().IsMatch(args[i]))
            {
                others.Add(args[i]);
            }
            else if (args[i].Contains('=', StringComparison.Ordinal) || i + 1 == args.Length)
            {
                overrides.Add(args[i]);
            }
            else
            {
                overrides.Add($"{args[i]}={args[++i]}");
            }
        }

        return ([.. overrides], [.. others]);
    }

    /// <summary>appsettings.json beside the program, the environment over it, the command line over both.</summary>
    public static IConfigurationRoot Configuration(string[] overrides) =>
        new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(overrides)
            .Build();

    /// <exception cref="SettingsException">Names every key that is wrong or unknown.</exception>
    public static Settings Read(IConfigurationRoot configuration)
    {
        var problems = UnknownKeys(configuration);
        var slack = Bind<SlackOptions>(configuration, SlackOptions.Section, problems);
        var discord = Bind<DiscordOptions>(configuration, DiscordOptions.Section, problems);
        problems.AddRange([.. slack.Problems(), .. discord.Problems()]);
        var settings = new Settings(
            Bind<StorageOptions>(configuration, "Storage", problems),
            Bind<ContentOptions>(configuration, "Content", problems),
            Playground(configuration, isAlone: !slack.IsOn() && !discord.IsOn(), problems),
            slack,
            discord,
            configuration[UrlsKey] ?? "http://127.0.0.1:5080",
            Endpoint(configuration, problems));
        CheckLogging(configuration, problems);
        if (settings.Urls.Split(';').Any(url => ListenAddress.FromHere(url) is null))
        {
            problems.Add($"{UrlsKey} is '{settings.Urls}'. Expected addresses such as http://127.0.0.1:5080, with semicolons between several.");
        }

        return problems.Count == 0 ? settings : throw new SettingsException($"The configuration can't be used:\n{string.Join('\n', problems)}");
    }

    /// <summary>Where people talk to the bot in their chat, nobody is anybody they like beside it unless somebody says so.</summary>
    private static PlaygroundOptions Playground(IConfigurationRoot configuration, bool isAlone, List<string> problems)
    {
        var options = Bind<PlaygroundOptions>(configuration, PlaygroundOptions.Section, problems);
        options.Enabled = configuration[$"{PlaygroundOptions.Section}:{nameof(PlaygroundOptions.Enabled)}"] is null ? isAlone : options.Enabled;
        return options;
    }

    private static T Bind<T>(IConfigurationRoot configuration, string section, List<string> problems)
        where T : new()
    {
        var before = problems.Count;
        foreach (var property in typeof(T).GetProperties())
        {
            Check(configuration, $"{section}:{property.Name}", property.PropertyType, problems);
        }

        if (problems.Count > before)
        {
            return new T();
        }

        try
        {
            return configuration.GetSection(section).Get<T>() ?? new T();
        }
        catch (InvalidOperationException exception)
        {
            problems.Add(exception.InnerException is { } cause ? $"{exception.Message} {cause.Message}" : exception.Message);
            return new T();
        }
    }

    /// <summary>A choice that is none of the possible ones; what is left to the binder names types, which say nothing to an operator.</summary>
    private static void Check(IConfigurationRoot configuration, string key, Type type, List<string> problems)
    {
        string[] expected = type == typeof(bool) ? ["true", "false"] : type.IsEnum ? Enum.GetNames(type) : [];
        Check(configuration, key, expected, problems);
    }

    private static void Check(IConfigurationRoot configuration, string key, string[] expected, List<string> problems)
    {
        if (expected.Length > 0 && configuration[key] is { } value && !expected.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add($"{key} is '{value}'. Expected {string.Join(", ", expected[..^1])} or {expected[^1]}.");
        }
    }

    private static void CheckLogging(IConfigurationRoot configuration, List<string> problems)
    {
        foreach (var levels in (string[])["Logging:LogLevel", "Logging:Console:LogLevel"])
        {
            foreach (var category in configuration.GetSection(levels).GetChildren())
            {
                Check(configuration, category.Path, typeof(LogLevel), problems);
            }
        }

        Check(configuration, "Logging:Console:FormatterName", [ConsoleFormatterNames.Simple, ConsoleFormatterNames.Json, ConsoleFormatterNames.Systemd], problems);
    }

    private static Uri? Endpoint(IConfigurationRoot configuration, List<string> problems)
    {
        if (configuration[OtlpKey] is not { Length: > 0 } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https")
        {
            return endpoint;
        }

        problems.Add($"{OtlpKey} is '{text}'. Expected an address such as http://127.0.0.1:4318.");
        return null;
    }

    /// <summary>
    /// Keys that nothing reads. The environment holds the variables of every other program as well, so there only our own
    /// sections are looked at.
    /// </summary>
    private static List<string> UnknownKeys(IConfigurationRoot configuration)
    {
        var problems = new List<string>();
        foreach (var provider in configuration.Providers)
        {
            var isOurs = provider is not Microsoft.Extensions.Configuration.EnvironmentVariables.EnvironmentVariablesConfigurationProvider;
            foreach (var section in provider.GetChildKeys([], parentPath: null).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (Sections.TryGetValue(section, out var type))
                {
                    var known = type.GetProperties().Select(property => property.Name).ToArray();
                    problems.AddRange(provider.GetChildKeys([], section)
                        .Where(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase))
                        .Select(key => $"{section}:{key} is no option. Expected one of {string.Join(", ", known.Select(name => $"{section}:{name}"))}."));
                }
                else if (isOurs && section is not (UrlsKey or OtlpKey or "Logging"))
                {
                    problems.Add($"{section} is no section. Expected one of {string.Join(", ", Sections.Keys)}, {UrlsKey}, Logging.");
                }
            }
        }

        return problems;
    }

    [GeneratedRegex("^--[A-Z][A-Za-z_]*(:[A-Za-z_.]+)*(=.*)?$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Override();
}
