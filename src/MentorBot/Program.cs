using System.CommandLine;
using MentorBot;
using MentorBot.Hosting;
using MentorBot.Maintenance;
using MentorBot.Terminal;

// --Section:Key=value overrides the configuration; everything else is a command of the program.
var (overrides, commandLine) = SettingsReader.SplitOverrides(args);
var root = new RootCommand("MentorBot: a mentor in your team's chat. Without a command it runs the bot.")
{
    TerminalCommand.Create(overrides),
    HealthCommand.Create(overrides),
    BackupCommands.CreateBackup(overrides),
    BackupCommands.CreateRestore(overrides),
    ContentCommands.Create(overrides),
    SlackCommands.Create(overrides),
};
root.SetAction((_, cancellationToken) => Failures.ExplainAsync(() => MentorHost.RunAsync(overrides, cancellationToken)));

// The host answers Ctrl-C and a container's stop itself, and takes the time that it needs to finish what it has begun.
return await root.Parse(commandLine).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
