using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MentorBot.Core.Commands;
using MentorBot.Core.Messages;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Playground.Chat;

/// <summary>Who speaks, and where.</summary>
internal sealed record Speaker(Persona Person, string Place, DateTimeZone Zone);

/// <summary>The adapter proper: hands what a person does in the room to the dispatcher, and the answer to the room.</summary>
/// <remarks>Each method returns the form that the page is to open, or null where the room shows all there is.</remarks>
internal sealed partial class Conversation(ChatRoom room, Dispatcher dispatcher)
{
    /// <summary>A typed line: a command, a word to the bot in the direct conversation, or a message for the channel.</summary>
    public async Task<Form?> SayAsync(Speaker speaker, string text, CancellationToken cancellationToken)
    {
        if (text.StartsWith('/'))
        {
            var typed = new TypedLine(From(speaker), Marked(text)) { Names = Names() };
            return Deliver(await dispatcher.HandleAsync(typed, cancellationToken), speaker, origin: null, about: text);
        }

        room.Post(speaker.Place, speaker.Person.Id, [new Paragraph(WithMentions(text))]);
        if (!Channel.IsDirect(speaker.Place))
        {
            return null;
        }

        var search = new TypedLine(From(speaker), $"{CommandDefinition.Search} {Marked(text)}") { Names = Names() };
        var found = await dispatcher.HandleAsync(search, cancellationToken);
        var hint = new ContextLine((Line)"Here's the closest I have. Type " + Line.Code("/") + " to see everything I can do.");
        return Deliver(found is Reply reply ? reply with { Blocks = reply.Blocks.Insert(0, hint) } : found, speaker, origin: null, about: null);
    }

    /// <summary>A person's own page, which here is a message to them alone.</summary>
    public async Task<Form?> VisitHomeAsync(Speaker speaker, CancellationToken cancellationToken) =>
        Deliver(await dispatcher.HandleAsync(new HomeVisit(From(speaker)), cancellationToken), speaker, origin: null, about: null);

    public async Task<Form?> PressAsync(Speaker speaker, ChatMessage origin, string token, ImmutableArray<string> values, CancellationToken cancellationToken)
    {
        var press = new Press(From(speaker), token, values) { Names = Names() };
        return Deliver(await dispatcher.HandleAsync(press, cancellationToken), speaker, origin, about: null);
    }

    /// <param name="origin">The message whose button opened the form, if it was one.</param>
    public async Task<Form?> SubmitAsync(
        Speaker speaker,
        ChatMessage? origin,
        string token,
        int page,
        IReadOnlyDictionary<string, string> values,
        CancellationToken cancellationToken)
    {
        var submission = new Submission(From(speaker), token, values, page) { Names = Names() };
        var answer = await dispatcher.HandleAsync(submission, cancellationToken);
        if (origin is { Instead: { } failed } && answer is Reply { Delivery: Delivery.Update or Delivery.Remove } && room.HasOpened(failed, token) && room.Find(failed, speaker.Person.Id) is { } first)
        {
            // What failed has gone through after all: the answer belongs where the form was first opened, and the apology is over.
            room.Remove(origin.Id);
            origin = first;
        }

        return Deliver(answer, speaker, origin, about: null, form: token);
    }

    /// <param name="form">The token of the form that it answers, if it was one.</param>
    private Form? Deliver(Answer answer, Speaker speaker, ChatMessage? origin, string? about, string? form = null)
    {
        if (answer is Form next)
        {
            if (origin is not null)
            {
                room.KeepForm(origin.Id, next.Token);
            }

            return next;
        }

        var reply = (Reply)answer;
        if (reply.Delivery == Delivery.Remove && origin is not null)
        {
            room.Remove(origin.Id);
        }

        if (reply.Post is { IsDefaultOrEmpty: false } post)
        {
            room.Post(speaker.Place, ChatMessage.Bot, post);
        }

        if (reply.Blocks.IsDefaultOrEmpty)
        {
            return null;
        }

        // A form that fails once more says so where it said so before.
        var failed = form is not null && Controls.LeadBackInto(reply.Blocks, form) ? origin : null;
        var replaced = reply.Delivery == Delivery.Update || failed?.Instead is not null ? origin : null;
        var onlyForOne = !Channel.IsDirect(speaker.Place) && (replaced is null || replaced.OnlyFor is not null);
        var blocks = onlyForOne && reply.Blocks.Any(block => block is FileBlock) ? SendToDirect(speaker, reply.Blocks) : reply.Blocks;
        if (replaced is not null)
        {
            room.Update(replaced.Id, blocks);
        }
        else
        {
            room.Post(speaker.Place, ChatMessage.Bot, blocks, onlyForOne ? speaker.Person.Id : null, about, failed?.Id);
        }

        return null;
    }

    /// <summary>Chat platforms can't show a file to one person in a channel: it goes where they alone are.</summary>
    /// <returns>What the channel says about it.</returns>
    private ImmutableArray<Block> SendToDirect(Speaker speaker, ImmutableArray<Block> blocks)
    {
        room.Post(Channel.DirectOf(speaker.Person.Id), ChatMessage.Bot, blocks);
        return [new Paragraph("There is a file in my answer, so I sent it to your direct messages, where only you can see it.")];
    }

    private static Sender From(Speaker speaker) => new(
        new Identity(Channel.Workspace, speaker.Person.Id),
        speaker.Person.Name,
        new Place(Channel.Workspace, speaker.Place, Channel.IsDirect(speaker.Place)),
        speaker.Person.Role,
        speaker.Zone);

    private Dictionary<string, string> Names() =>
        room.People.ToDictionary(person => person.Id, person => person.Name, StringComparer.Ordinal);

    /// <summary>Writes known people and channels as every platform's typed line has them.</summary>
    private string Marked(string text) => Mark().Replace(text, match =>
    {
        var id = match.Groups["id"].Value.ToLowerInvariant();
        var isKnown = match.Groups["mark"].Value == "@" ? room.FindPerson(id) is not null : Channel.All.Any(channel => channel.Id == id);
        return isKnown ? $"<{match.Groups["mark"].Value}{id}>" : match.Value;
    });

    private Line WithMentions(string text)
    {
        var spans = ImmutableArray.CreateBuilder<Span>();
        var written = 0;
        foreach (var match in Mark().EnumerateMatches(text))
        {
            var marked = text.AsSpan(match.Index, match.Length);
            if (marked[0] == '@' && room.FindPerson(marked[1..].ToString().ToLowerInvariant()) is { } person)
            {
                spans.Add(new TextSpan(text[written..match.Index]));
                spans.Add(new MentionSpan(new Identity(Channel.Workspace, person.Id), person.Name));
                written = match.Index + match.Length;
            }
        }

        spans.Add(new TextSpan(text[written..]));
        return new Line([.. spans.Where(span => span is not TextSpan { Text.Length: 0 })]);
    }

    // Behind a letter it is an address or an anchor, and behind "<" it is marked already.
    [GeneratedRegex(@"(?<![\w<.@#/])(?<mark>[@#])(?<id>\w[\w-]{0,63})", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Mark();
}
