namespace MentorBot.IntegrationTests.Support;

/// <summary>Something that Ana does in the terminal and expects to find again.</summary>
internal static class Work
{
    private static readonly string[] Ana = ["--as", "Ana"];

    /// <param name="options">Settings that lead to the storage, if it is not the default one.</param>
    public static async Task DoAsync(TempFolder folder, params string[] options)
    {
        (await BotProcess.ChatAsync(folder, [.. Ana, .. options], "/mentor script deadline-pushback", "1", "Friday", "Monday", "the export"))
            .ShouldContain("You get it by Friday without the export");
        (await BotProcess.ChatAsync(folder, [.. Ana, .. options], "/mentor checklist project-onboarding", "1", "1", "2")).ShouldContain("2 of 10");
    }

    public static async Task ShouldBeThereAsync(TempFolder folder, params string[] options)
    {
        var shown = await LookAsync(folder, options);
        shown.ShouldContain("2 of 10 · yours");
        shown.ShouldContain("[Friday]");
    }

    public static async Task ShouldBeGoneAsync(TempFolder folder, params string[] options)
    {
        var shown = await LookAsync(folder, options);
        shown.ShouldNotContain("2 of 10");
        shown.ShouldNotContain("[Friday]");
    }

    private static Task<string> LookAsync(TempFolder folder, string[] options) =>
        BotProcess.ChatAsync(folder, [.. Ana, .. options], "/mentor checklist", "/mentor script deadline-pushback", "1");
}
