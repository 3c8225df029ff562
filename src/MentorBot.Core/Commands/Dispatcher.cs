using MentorBot.Core.Messages;
using MentorBot.Core.People;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MentorBot.Core.Commands;

/// <summary>
/// The one way in for every adapter: recognises the person, finds who answers, and returns the answer. Whatever goes
/// wrong inside comes back as an answer, too.
/// </summary>
public sealed partial class Dispatcher
{
    private readonly FeatureMap _map;
    private readonly PeopleDirectory _people;
    private readonly ValueReader _reader;
    private readonly FormDesk _forms;
    private readonly RateLimit _limit;
    private readonly MentorMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<Dispatcher> _log;

    public Dispatcher(
        FeatureMap map,
        PeopleDirectory people,
        IKeptForms keptForms,
        IClock clock,
        MentorMetrics metrics,
        TimeProvider time,
        ILogger<Dispatcher> log)
    {
        _map = map;
        _people = people;
        _reader = new ValueReader(people, clock);
        _forms = new FormDesk(map, keptForms, _reader, clock);
        _limit = new RateLimit(clock);
        _metrics = metrics;
        _time = time;
        _log = log;
    }

    /// <summary>Answers what an adapter received. It throws nothing but the cancellation that was asked for.</summary>
    public async Task<Answer> HandleAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        incoming = Legible.Of(incoming);
        var from = incoming.From;
        var what = new Handling();
        try
        {
            return await RouteAsync(incoming, what, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            what.Outcome = "failed";
            var reference = Guid.NewGuid().ToString("N")[..8];
            LogFailure(exception, what.Name, from.Identity.Workspace.Platform, reference);
            return Apologies.ForFailure(incoming, reference, what.IsKept);
        }
        finally
        {
            var took = _time.GetElapsedTime(started);
            _metrics.Handled(from.Identity.Workspace.Platform, what.Name, what.Outcome, took);
            LogHandled(what.Name, from.Identity.Workspace.Platform, what.Outcome, took.TotalMilliseconds);
        }
    }

    private async Task<Answer> RouteAsync(Incoming incoming, Handling what, CancellationToken cancellationToken)
    {
        var from = incoming.From;
        var person = await _people.RecogniseAsync(from.Identity, from.Name, cancellationToken);
        var role = person.Role > from.Vouched ? person.Role : from.Vouched;
        var caller = new Caller(person, from.Place, role, from.Zone);
        switch (incoming)
        {
            case TypedLine line:
                return await RunLineAsync(caller, line, what, cancellationToken);

            case ChosenCommand chosen when _map.FindCommand(chosen.Command) is { } command:
                return await RunAsync(caller, command, chosen.Options, chosen, what, cancellationToken);

            case ChosenCommand chosen:
                what.Outcome = "unknown";
                return Apologies.ForUnknownCommand(_map, chosen.Command);

            case Press press:
                return await PressAsync(caller, press, what, cancellationToken);

            case Submission submission:
                return await _forms.SubmitAsync(caller, submission, what, cancellationToken);

            default:
                throw new InvalidOperationException($"Nothing handles {incoming.GetType().Name}.");
        }
    }

    private async Task<Answer> RunLineAsync(Caller caller, TypedLine typed, Handling what, CancellationToken cancellationToken)
    {
        if (typed.Text.Length > Limits.CommandLine)
        {
            what.Outcome = "refused";
            return Reply.Say($"That line is longer than the {Limits.CommandLine} characters I can read. Try a shorter one.");
        }

        var line = CommandLine.Read(typed.Text);
        var name = _map.NameOf(line, out var words);
        if (name is null && !Apologies.KnowsSomethingLike(_map, line.RestFrom(0)))
        {
            // Nothing is spelt like it: then it says what the person needs, and what they need is to be found.
            name = CommandDefinition.Search;
        }

        if (name is null || _map.FindCommand(name) is not { } command)
        {
            what.Outcome = "unknown";
            return Apologies.ForUnknownCommand(_map, line.RestFrom(0));
        }

        return await RunAsync(caller, command, line.AssignTo(command.Definition, words), typed, what, cancellationToken);
    }

    private async Task<Answer> RunAsync(
        Caller caller,
        FeatureMap.MappedCommand command,
        IReadOnlyDictionary<string, string> raw,
        Incoming incoming,
        Handling what,
        CancellationToken cancellationToken)
    {
        var definition = command.Definition;
        what.Name = definition.Name;
        if (!_limit.Admit(caller.Person.Id))
        {
            what.Outcome = "refused";
            return Reply.Say($"One moment, please: that was {RateLimit.PerMinute} commands in a minute. Try again in a few seconds.");
        }

        if (caller.Role < definition.MinimumRole)
        {
            what.Outcome = "refused";
            return Reply.Say($"That needs the role {definition.MinimumRole.ToString().ToLowerInvariant()}{(definition.MinimumRole < Role.Admin ? " or higher" : string.Empty)} here. An admin of this workspace can give it to you.");
        }

        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var option in definition.Options)
        {
            if (!raw.TryGetValue(option.Name, out var text) || string.IsNullOrWhiteSpace(text))
            {
                if (option.Required)
                {
                    what.Outcome = "refused";
                    return Apologies.ForMissingOption(definition, option);
                }

                continue;
            }

            var (value, problem) = await _reader.ReadAsync(option.Kind, text, option.Choices, caller, incoming.Names, cancellationToken);
            if (problem is not null)
            {
                what.Outcome = "refused";
                return Apologies.ForOption(definition, option, problem);
            }

            values[option.Name] = value!;
        }

        return await command.Handle(new CommandRequest(caller, new Values(values)), cancellationToken);
    }

    private async Task<Answer> PressAsync(Caller caller, Press press, Handling what, CancellationToken cancellationToken)
    {
        if (press.Token.Length <= Limits.Token && press.Values.Length <= Limits.SelectOptions)
        {
            var parts = TokenParts.Of(press.Token);
            if (_map.FindAction(parts.Name) is { } action)
            {
                what.Name = parts.Name;
                if (await action(new ActionRequest(caller, press.Values), parts, cancellationToken) is { } answer)
                {
                    return answer;
                }
            }
            else if (await _forms.OpenAsync(caller, press.Token, what, cancellationToken) is { } form)
            {
                return form;
            }
        }

        what.Outcome = "stale";
        return Apologies.ForStaleToken();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{What} on {Platform} failed; the person was given the reference {Reference}")]
    private partial void LogFailure(Exception exception, string what, string platform, string reference);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{What} on {Platform}: {Outcome} in {Milliseconds} ms")]
    private partial void LogHandled(string what, string platform, string outcome, double milliseconds);
}

/// <summary>What is known of a request while it is handled, for the log and the metrics.</summary>
internal sealed class Handling
{
    /// <summary>The command's or the route's name: one of a few, never what a person typed.</summary>
    public string Name { get; set; } = "none";

    public string Outcome { get; set; } = "answered";

    /// <summary>True once a submission is kept, so that a failure can say so.</summary>
    public bool IsKept { get; set; }
}
