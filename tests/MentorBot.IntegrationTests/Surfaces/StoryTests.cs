namespace MentorBot.IntegrationTests.Surfaces;

/// <summary>Every feature behaves alike wherever people meet the bot: its story is written once, and the same words are read on each surface.</summary>
public sealed class StoryTests(EverySurface surfaces) : IClassFixture<EverySurface>
{
    public static TheoryData<string, string> StoriesAndSurfaces
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var story in Stories.All.Keys)
            {
                all.Add(story, EverySurface.Playground);
                all.Add(story, EverySurface.Slack);
                all.Add(story, EverySurface.Discord);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(StoriesAndSurfaces))]
    public async Task IsLivedTheSameOnEverySurface(string story, string surface)
    {
        var place = surfaces.Named(surface);
        var robin = await place.ComesAsync(isAdmin: story == Stories.ForAdmins);

        foreach (var step in Stories.All[story])
        {
            await step.TakeAsync(robin);
        }

        place.ShouldBeInOrder();
    }
}
