namespace MentorBot.IntegrationTests.Surfaces;

/// <summary>What a person goes through with each part of the library and each tool that uses it: written once, lived on every surface.</summary>
internal static class Stories
{
    /// <summary>The story that only who looks after the bot can live.</summary>
    public const string ForAdmins = "team content";

    public static readonly IReadOnlyDictionary<string, Step[]> All = new Dictionary<string, Step[]>(StringComparer.Ordinal)
    {
        ["score"] =
        [
            new Types("/mentor score rubric:task-priority"),
            new FillsIn(("The task", "Card payments fail"), ("Impact", "High"), ("Urgency", "Critical"), ("Risk", "Medium"), ("Effort", "High")),
            new Reads(
                "Card payments fail: 8",
                "Do it next. Give it the next free slot and a date.",
                "Urgency ████ Critical, 4 of 4 · today; every hour costs",
                "How it comes about: Impact 3 × Urgency 4 × Risk 2 ÷ Effort 3 = 8",
                "What lifts it: Impact (High), Urgency (Critical). What holds it down: Effort (High)."),
            new Presses("Share with the channel"),
            new Reads("Nobody has seen this yet. This is what the channel will read; it also goes into this channel's list:"),
            new Presses("Share it here"),
            new Reads("Shared. You can take it back where it stands."),
            new ColleagueReads("Task priority: Card payments fail, 8", "Posted by Robin"),
            new Presses("This channel's list"),
            new Reads("1. Card payments fail · 8 · Do it next · Robin"),
        ],
        ["kpi"] =
        [
            new Types("/mentor kpi setup dashboard:developer-kpis"),
            new Reads("What a backend team's own work shows in, for a review with whoever leads it.", "Response time: under 200 ms"),
            new Presses("Put it on this channel"),
            new Reads("They are on this channel now. Set the targets that are your own; then anybody can record."),
            new Types("/mentor kpi show"),
            new Reads("Of 6: 6 without a reading."),
            new Types("/mentor kpi record"),
            new FillsIn(("Response time", "180 ms"), ("Uptime", "99.95")),
            new Reads("Recorded 2 of 6 for Mon 4 Nov 2030.", "Response time: 180 ms · on target (under 200 ms)", "Of 6: 2 on target, 4 without a reading."),
            new Presses("This month's pack"),
            new Reads("The pack of November 2030: one file to read, one for a spreadsheet. Only you get them until you pass them on.", "kpis-2030-11.md", "kpis-2030-11.csv"),
            new Presses("Post it here"),
            new Reads("Nobody has seen this yet. This is what the channel will read:"),
            new Presses("Post it here"),
            new Reads("Posted. You can delete it there."),
            new ColleagueReads("Uptime: 99.95% · on target (at least 99.9%)", "The first reading · Robin, Mon 4 Nov 2030", "Posted by Robin"),
        ],
        ["say"] =
        [
            new Types("/mentor say text:You broke the export. Please fix it by Friday, Ana will test it."),
            new Reads(
                "Blame · “You broke”",
                "Warm: I know this wasn't meant to happen: [event], and then [effect]. It could have been any of us. How about [next time]?",
                "I read your words and forgot them. Nothing of them is stored."),
            new Chooses("Fill one in or copy it", "Blame, firm"),
            new Reads("Instead of “You never test your changes and now production is broken because of you.” say:"),
            new Presses("Fill in"),
            new FillsIn(("What happened", "The change went live without its migration"), ("What came of it", "checkout failed for 20 minutes"), ("What would prevent it", "running it in the pipeline")),
            new Reads(
                "Nobody has seen this yet.",
                "The change went live without its migration. That meant checkout failed for 20 minutes, and it can't happen again. From now on we prevent it by running it in the pipeline."),
        ],
        ["practice"] =
        [
            new Types("/mentor practice kind:hardest-code"),
            new Reads(
                "Behavioural questions · junior",
                "Tell me about a problem in code that was harder than anything you had done until then.",
                "It assesses: Solving problems, Not giving up"),
            new Presses("Answer"),
            new FillsIn(
                ("Situation", "Our importer lost orders every night, and nobody knew why."),
                ("Task", "I was to find the cause before the sale began."),
                ("Action", "I logged every row, replayed a night and found a race between two jobs."),
                ("Result", "Lost orders went from 40 a night to none."),
                ("Solving problems", "5"),
                ("Not giving up", "4")),
            new Reads("Saved. You give yourself 4.5 of 5.", "You say what you tried first and why it failed. Dead ends show how you think."),
            new Presses("Keep as evidence"),
            new Reads("Kept as evidence. Set the day on which it was, and the number that shows it:"),
            new Types("/mentor practice kind:history"),
            new Reads("4.5 of 5 · 1 answer", "Behavioural questions · junior · 4.5 of 5 · "),
        ],
        ["drill"] =
        [
            new Types("/mentor drill name:deadline-drill"),
            new Reads("Mira: Great news, the export goes on stage at the fair in two weeks.", "C: What has to be on that stage, so that the fair is a success for you?", "Turn 1. Points come at the end."),
            new Presses("Say C"),
            new Reads("You: What has to be on that stage, so that the fair is a success for you?", "Turn 2. Points come at the end."),
            new Presses("Say B"),
            new Reads("Turn 3. Points come at the end."),
            new Presses("Say A"),
            new Reads("Turn 4. Points come at the end."),
            new Presses("Say B"),
            new Reads(
                "The date is the date: 9 of 12 points",
                "There's a plan, and nothing that would show in time that it fails. You'll talk about it again on the evening before.",
                "Ask for trust · 0 points of 3",
                "Trust comes from seeing, and you offered her nothing to see."),
            new Presses("Play it differently"),
            new Reads("Turn 1. Points come at the end."),
        ],
        ["script from a situation"] =
        [
            new Types("/mentor script"),
            new Reads("Push back on a deadline · /mentor script deadline-pushback"),
            new Presses("Start from my situation"),
            new FillsIn(("What do you want?", "say no"), ("Who is it for?", "a customer"), ("How soon do you need it?", "in the next days")),
            new Reads("For your situation (say no, to a customer, in the next days) these fit, the best first:", "Fits: say no, to a customer, in the next days."),
            new Presses("Say no to extra scope"),
            new Reads("Someone asks for something outside what was agreed, and it can't simply be squeezed in.", "What if they push back?"),
        ],
        ["script with its objections"] =
        [
            new Types("/mentor script id:deadline-pushback"),
            new Reads("Why it works: You take the date seriously, say what it really costs, and hand back a choice."),
            new Presses("What if they push back?"),
            new Reads(
                "If they push back: Push back on a deadline",
                "“The date is fixed. We've already told the customer.”",
                "Then let's keep the date and choose together what they get on it. I'd rather you tell them early about one missing part than late about a broken whole.",
                "Let them finish, and wait a breath before you reply."),
            new Presses("Back to the script"),
            new Reads("You're asked for a date that can't be met without cutting testing or security."),
        ],
        ["career"] =
        [
            new Types("/mentor career levels"),
            new Reads("What you do at each level"),
            new Presses("Senior level"),
            new Reads("You decide how it's built, lead what's difficult and make others better."),
            new Types("/mentor career signals"),
            new Reads("How to tell a toxic team · /mentor career signals toxic-team-red-flags"),
            new Chooses("Open a list of signals", "How to tell a toxic team"),
            new Reads("Look for these seven before you sign, and once a year where you are. One is a bad month, three are a pattern."),
            new Types("/mentor career pay"),
            new Reads("Startup · $70,000–100,000, plus equity", "USD a year before tax, as the source gives them: to compare with, not advice."),
        ],
        ["ask"] =
        [
            new Types("/mentor ask question:can I become a developer without university"),
            new Reads(
                "Do I need a computer science degree for this job?",
                "No. It helps, and some employers still ask for it, but plenty of good backend developers came through courses, bootcamps or on their own."),
            new Presses("Open source to join"),
            new Reads("Mend a sentence in the docs"),
        ],
        ["career me"] =
        [
            new Types("/mentor career me"),
            new Reads("I can't tell yet, since only you know it. Answer the 14 questions of the skills matrix, each with the level that fits you today."),
            new Presses("Score yourself"),
            new FillsIn(("Databases", "Junior"), ("Communication", "Junior"), ("Debugging", "Senior")) { Else = "Backend developer" },
            new Reads("Databases █░░░░ Junior, 1 of 5"),
            new Types("/mentor career me"),
            new Reads(
                "You're on the rung Backend developer. You build features by yourself",
                "Next is Senior backend developer. You lead projects, decide how systems are built and bring juniors on.",
                "Get better at explaining and speaking up (answer), for Communication"),
            new Presses("Show senior-level work in seven days"),
            new Reads("Enrol"),
        ],
        ["find"] =
        [
            new Types("/mentor find text:push back deadline"),
            new Reads("closest to “push back deadline”:", "Push back on a deadline · /mentor script deadline-pushback"),
            new Presses("Push back on a deadline"),
            new Reads("Why it works: You take the date seriously, say what it really costs, and hand back a choice."),
        ],
        [ForAdmins] =
        [
            new Types("/mentor team content"),
            new Reads("Added (1)", "Call the night shift · script/night-shift, version 1", "Hidden (1)", "Ask for an update · phrase/any-update, version 1"),
            new Types("/mentor script id:night-shift"),
            new Reads("The lights are off in the data hall", "Ours since the great outage."),
        ],
    };
}
