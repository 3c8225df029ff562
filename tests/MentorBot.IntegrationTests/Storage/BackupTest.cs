using System.IO.Compression;
using System.Text;
using MentorBot.Core.Features.Checklists;
using MentorBot.Core.Features.Kpis;
using MentorBot.Core.People;
using MentorBot.Core.Schedules;
using MentorBot.Storage;
using NodaTime;

namespace MentorBot.IntegrationTests.Storage;

/// <summary>A test of backups of one engine, restored into another database of the same engine or of the other.</summary>
public abstract class BackupTest(Engine source, Engine target) : StorageTest(source), IAsyncLifetime
{
    internal Database Target { get; private set; } = null!;

    public new async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Target = await OpenAsync(await target.CreateAsync());
    }

    public new async Task DisposeAsync()
    {
        await base.DisposeAsync();
        target.Dispose();
    }

    internal static Backup Backup(Database database) => new(database, new StoppedClock());

    internal static async Task<byte[]> ArchiveAsync(Database database)
    {
        using var stream = new MemoryStream();
        await Backup(database).WriteAsync(stream, Ct);
        return stream.ToArray();
    }

    internal static async Task<IReadOnlyList<string>> LinesAsync(Database database) => Lines(await ArchiveAsync(database));

    internal static string[] Lines(byte[] archive)
    {
        using var reader = new StreamReader(new GZipStream(new MemoryStream(archive), CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    internal static byte[] Packed(params string[] lines)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        }

        return stream.ToArray();
    }

    internal async Task RestoreAsync(byte[] archive)
    {
        using var stream = new MemoryStream(archive);
        await Backup(Target).RestoreAsync(stream, Ct);
    }

    internal async Task RefusesAsync(byte[] archive, string because)
    {
        var before = await LinesAsync(Target);
        (await Should.ThrowAsync<StorageException>(RestoreAsync(archive))).Message.ShouldBe(because);
        (await LinesAsync(Target)).ShouldBe(before);
    }

    internal Task<IReadOnlyList<string>> NamesAsync() =>
        Target.ReadAsync(session => session.ListAsync<string>("SELECT name FROM identities ORDER BY name"), Ct);

    /// <summary>At least one row in every table: two people, what Ada has, and what both have to do with.</summary>
    internal async Task FillAsync()
    {
        var (ada, bob) = (await PersonAsync("ada"), await PersonAsync("bob 🙂"));
        await People.SetRoleAsync(Team, ada, Role.Lead, Ct);
        await KeptForms.SaveAsync(ada, "standup", Values(("done", "naïve \0 🙂")), Monday, Ct);
        await RememberedAnswers.RememberAsync(ada, "ask-review", Values(("what", "line\nline")), Instant.FromUnixTimeMilliseconds(-1), Ct);
        await Posts.AddAsync(Draft(ada, words: "'quoted' \"twice\""), Ct);
        await Checklists.StartAsync(Run(ada, shared: false, items: 1), Ct);
        var shared = await Checklists.StartAsync(Run(bob), Ct);
        await Checklists.TickAsync(shared, 1, ada, Monday, Ct);
        await Checklists.DetailAsync(shared, 2, 0, new ItemDetail("note", bob, new LocalDate(2026, 3, 6)), ada, Ct);
        await Scores.ShareAsync(await Scores.AddAsync(Scored(ada, "Payments", 3), Ct), Channel, Monday, Ct);
        await Kpis.AddAsync(Board(ada), Ct);
        var board = (await Kpis.InAsync(Channel, Ct))!;
        await Kpis.RecordAsync(board.Id, [new KpiReading(board.Kpis[0].Id, new LocalDate(2026, 3, 2), 180.5m, ada, Monday)], Ct);
        await FillTimesAsync(ada);
        var gone = await PersonAsync("gone before");
        await Erasure.EraseAsync(gone, Monday, Ct);
    }

    private async Task FillTimesAsync(PersonId ada)
    {
        var personal = new PersonalTimes(Database, new StoppedClock());
        await personal.ChangeAsync(ada, new PersonalTime { Zone = DateTimeZone.Utc, NudgeTime = new LocalTime(9, 30) }, Ct);
        await personal.AddAbsenceAsync(ada, new Absence(new LocalDate(2026, 3, 6), new LocalDate(2026, 3, 8)), Ct);
        await personal.AttendedAsync(ada, Ct);
        var teams = new TeamTimes(Database, new StoppedClock());
        await teams.ChangeAsync(Team, new TeamTime { Calendars = ["DE"] }, Ct);
        await teams.AddDaysOffAsync(Team, [new Holiday(new LocalDate(2026, 3, 9), "Team day")], Ct);
        await teams.RemoveDayOffAsync(Team, new LocalDate(2026, 3, 10), Ct);
        var schedule = await new Schedules(Database, new StoppedClock()).AddAsync(Nudge(ada), Ct);
        await new Outbox(Database).AddAsync(new EntryKey(schedule.Id, "nudge", schedule.Recipient, new LocalDate(2026, 3, 2)), Monday, askedFor: false, "by hand", Ct);
        await new DueSchedules(Database, Microsoft.Extensions.Logging.Abstractions.NullLogger<DueSchedules>.Instance).RecomputeAsync("2026a", Monday, Ct);
    }

    private sealed class StoppedClock : IClock
    {
        public Instant GetCurrentInstant() => Monday;
    }
}
