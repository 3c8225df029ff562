using System.Data;
using Dapper;
using MentorBot.Core.People;
using NodaTime;
using NodaTime.Text;

namespace MentorBot.Storage;

/// <summary>How our types look in a column, the same on both engines.</summary>
internal static class StoredTypes
{
    public static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new InstantAsMilliseconds());
        SqlMapper.AddTypeHandler(new LocalDateAsText());
        SqlMapper.AddTypeHandler(new PersonIdAsNumber());
        // Dapper asks a handler only for types that it does not map by itself.
        SqlMapper.RemoveTypeMap(typeof(string));
        SqlMapper.AddTypeHandler(new TextWithoutNul());
    }

    private sealed class InstantAsMilliseconds : SqlMapper.TypeHandler<Instant>
    {
        public override void SetValue(IDbDataParameter parameter, Instant value) => parameter.Value = value.ToUnixTimeMilliseconds();

        public override Instant Parse(object value) => Instant.FromUnixTimeMilliseconds((long)value);
    }

    private sealed class LocalDateAsText : SqlMapper.TypeHandler<LocalDate>
    {
        public override void SetValue(IDbDataParameter parameter, LocalDate value) => parameter.Value = LocalDatePattern.Iso.Format(value);

        public override LocalDate Parse(object value) => LocalDatePattern.Iso.Parse((string)value).Value;
    }

    private sealed class PersonIdAsNumber : SqlMapper.TypeHandler<PersonId>
    {
        public override void SetValue(IDbDataParameter parameter, PersonId value) => parameter.Value = value.Value;

        public override PersonId Parse(object value) => new((long)value);
    }

    /// <summary>PostgreSQL's text can't hold a NUL; refused on SQLite too, so that a team can move from one to the other.</summary>
    private sealed class TextWithoutNul : SqlMapper.TypeHandler<string>
    {
        public override void SetValue(IDbDataParameter parameter, string? value)
        {
            if (value?.Contains('\0', StringComparison.Ordinal) == true)
            {
                throw new ArgumentException("Text with a NUL character can't be stored.", nameof(value));
            }

            parameter.Value = value ?? (object)DBNull.Value;
        }

        public override string Parse(object value) => (string)value;
    }
}
