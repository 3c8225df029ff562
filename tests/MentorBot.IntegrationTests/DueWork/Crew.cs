using System.Collections.Concurrent;
using System.Diagnostics;
using MentorBot.IntegrationTests.Support;
using MentorBot.Storage;

namespace MentorBot.IntegrationTests.DueWork;

/// <summary>Nodes that are processes of their own, to be killed.</summary>
internal sealed class Crew(StorageOptions options, Recorder recorder) : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<Process> _running = [];

    /// <summary>What nodes complained of.</summary>
    public ConcurrentQueue<string> Problems { get; } = new();

    /// <summary>How many live.</summary>
    public int Count
    {
        get
        {
            foreach (var dead in _running.Where(process => process.HasExited).ToArray())
            {
                // What it said last is read by then, too.
                dead.WaitForExit();
                Remove(dead);
            }

            return _running.Count;
        }
    }

    /// <param name="pace">How many messages a lane may send in a window.</param>
    public void Start(int pace, string point = "", int times = 0)
    {
        var start = new ProcessStartInfo("dotnet", [
            Path.Combine(AppContext.BaseDirectory, "MentorBot.Node.dll"), options.Provider.ToString(), options.ConnectionString, recorder.Address, Content(), pace.ToString(), point, times.ToString(),
        ]) { UseShellExecute = false, RedirectStandardError = true };
        // They live for a second or two: nothing is worth compiling well.
        start.Environment["DOTNET_TieredPGO"] = "0";
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } problem)
            {
                Problems.Enqueue(problem);
            }
        };
        process.BeginErrorReadLine();
        _running.Add(process);
    }

    /// <summary>Kills a node; one that has died before is left alone.</summary>
    public void Kill(int id)
    {
        if (_running.Find(process => process.Id == id) is { } process)
        {
            process.Kill();
            process.WaitForExit();
            Remove(process);
        }
    }

    public void KillAll()
    {
        foreach (var process in _running.ToArray())
        {
            Kill(process.Id);
        }
    }

    public void Dispose()
    {
        KillAll();
        _folder.Dispose();
    }

    private void Remove(Process process)
    {
        _running.Remove(process);
        process.Dispose();
    }

    /// <summary>One calendar instead of the whole content, which would take longer to read than a node lives.</summary>
    private string Content()
    {
        var holidays = _folder.File("holidays");
        if (!Directory.Exists(holidays))
        {
            Directory.CreateDirectory(holidays);
            var one = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "data", "holidays"), "*.yaml").Order(StringComparer.Ordinal).First();
            File.Copy(one, Path.Combine(holidays, Path.GetFileName(one)));
        }

        return _folder.Path;
    }
}
