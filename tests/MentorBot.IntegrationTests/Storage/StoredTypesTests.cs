using MentorBot.Core.Features.Checklists;
using MentorBot.IntegrationTests.Support;
using NodaTime;

namespace MentorBot.IntegrationTests.Storage;

public abstract class StoredTypesContract(Engine engine) : StorageTest(engine)
{
    public static TheoryData<long> Milliseconds => [0, 1, -1, -86_400_001, 1_772_442_000_123, -62_135_596_800_000, 253_402_300_799_999];

    public static TheoryData<int, int, int> Dates => new() { { 2026, 3, 29 }, { 1969, 12, 31 }, { 2024, 2, 29 }, { 1, 1, 1 }, { 9999, 12, 31 } };

    public static TheoryData<string> Texts =>
    [
        "",
        "plain",
        "'quoted' \"twice\" \\ % _ ; --",
        "line\r\nline\ttab",
        "naïve e\u0301 Ελλάδα 日本語 עברית",
        "🙂 👩🏽‍🚀 🇬🇱",
        "\u0001\u001F\u007F\uFEFF\uFFFF",
        new string('ß', 200_000),
    ];

    [Theory]
    [MemberData(nameof(Milliseconds))]
    public async Task AnInstantComesBackToTheMillisecond(long milliseconds)
    {
        var at = Instant.FromUnixTimeMilliseconds(milliseconds);
        var id = await Posts.AddAsync(Draft(await PersonAsync("ada")) with { CreatedAt = at }, Ct);

        (await Posts.FindAsync(id, Ct))!.CreatedAt.ShouldBe(at);
        (await ListAsync<long>("SELECT created_at FROM posts")).ShouldBe([milliseconds]);
    }

    [Theory]
    [MemberData(nameof(Dates))]
    public async Task ADateComesBack(int year, int month, int day)
    {
        var due = new LocalDate(year, month, day);
        var id = await Checklists.StartAsync(Run(await PersonAsync("ada"), items: 1), Ct);
        await Checklists.DetailAsync(id, 1, 0, new ItemDetail(null, null, due), await PersonAsync("ada"), Ct);

        (await Checklists.FindAsync(id, Ct))!.Items[0].Due.ShouldBe(due);
        (await ListAsync<string>("SELECT due FROM checklist_items")).ShouldBe([$"{year:0000}-{month:00}-{day:00}"]);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task TextComesBackCharacterByCharacter(string text)
    {
        var id = await Posts.AddAsync(Draft(await PersonAsync("ada"), title: text, words: text) with { Answers = Values((text, text)) }, Ct);

        var found = await Posts.FindAsync(id, Ct);
        found!.Title.ShouldBe(text);
        found.Words.ShouldBe(text);
        found.Answers.ShouldBe(Values((text, text)));
    }

    [Fact]
    public async Task TextWithANulIsRefused()
    {
        var ada = await PersonAsync("ada");

        (await Should.ThrowAsync<ArgumentException>(Posts.AddAsync(Draft(ada, title: "a\0b"), Ct)))
            .Message.ShouldStartWith("Text with a NUL character can't be stored.");
        (await ListAsync<long>("SELECT id FROM posts")).ShouldBeEmpty();
    }

    [Fact]
    public async Task ANulAmongAnswersComesBack()
    {
        var id = await Posts.AddAsync(Draft(await PersonAsync("ada")) with { Answers = Values(("what", "a\0b")) }, Ct);

        (await Posts.FindAsync(id, Ct))!.Answers.ShouldBe(Values(("what", "a\0b")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ATruthValueComesBack(bool isDirect)
    {
        var place = Channel with { IsDirect = isDirect };
        var id = await Posts.AddAsync(Draft(await PersonAsync("ada")) with { Place = place }, Ct);

        (await Posts.FindAsync(id, Ct))!.Place.ShouldBe(place);
    }
}

public sealed class StoredTypesOnSqliteTests() : StoredTypesContract(new Sqlite());

[Collection(PostgresServer.Collection)]
public sealed class StoredTypesOnPostgreSqlTests(PostgresServer server) : StoredTypesContract(new PostgreSql(server));
