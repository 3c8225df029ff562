using MentorBot.Core.Features.PersonalData;
using MentorBot.Core.People;
using NodaTime;

namespace MentorBot.Storage;

/// <summary>Erases people, and carries it out again after a restore.</summary>
internal sealed class Erasure(Database database) : IErasure
{
    public Task EraseAsync(PersonId person, Instant at, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                // Only who exists: a noted id that nobody has yet would erase whoever gets it.
                await session.ExecuteAsync(
                    """
                    INSERT INTO erasures (person_id, erased_at) SELECT id, @at FROM people WHERE id = @person
                    ON CONFLICT (person_id) DO NOTHING
                    """,
                    new { person, at });
                return await CarryOutAsync(session);
            },
            cancellationToken);

    /// <summary>
    /// Takes away all that is left of erased people. The tables' foreign keys do most of it, and see rows that others
    /// write at the same time; what remains are personal checklist runs and
    /// notes, which without their starter or author are nobody's.
    /// </summary>
    public static Task<int> CarryOutAsync(Session session) => session.ExecuteAsync(
        """
        DELETE FROM people WHERE id IN (SELECT person_id FROM erasures);
        DELETE FROM checklist_runs WHERE started_by IS NULL AND NOT is_shared;
        UPDATE checklist_items SET note = NULL WHERE note IS NOT NULL AND noted_by IS NULL;
        """);
}
