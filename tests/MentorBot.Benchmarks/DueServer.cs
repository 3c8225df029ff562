using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MentorBot.Benchmarks;

/// <summary>A PostgreSQL server in a folder of its own that writes through to the disk, as one in production does.</summary>
internal sealed class DueServer : IAsyncDisposable
{
    // The server goes when its keeper's input ends, however this process does.
    private const string Keeper =
        """
        trap '' HUP INT TERM
        initdb -D "$1/data" -U mentorbot -A trust -E UTF8 --locale=C >"$1/log" 2>&1 &&
            pg_ctl -D "$1/data" -l "$1/log" -w -t 60 -o "-p $2 -h 127.0.0.1 -k $1" start >>"$1/log" 2>&1 &&
            echo ready || cat "$1/log"
        read -r _
        pg_ctl -D "$1/data" -m immediate -w stop >/dev/null 2>&1
        rm -rf "$1"
        """;

    private readonly Process _keeper;

    private DueServer(Process keeper, int port)
    {
        _keeper = keeper;
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=mentorbot;Database=postgres";
    }

    public string ConnectionString { get; }

    public static async Task<DueServer> StartAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var folder = Directory.CreateTempSubdirectory("mentorbot-bench-pg-").FullName;
        string[] command = ["sh", "-c", Keeper, "sh", folder, port.ToString()];
        if (Environment.IsPrivilegedProcess)
        {
            // PostgreSQL refuses to run as root.
            using var chown = Process.Start("chown", ["postgres", folder]);
            await chown.WaitForExitAsync();
            command = ["setpriv", "--reuid=postgres", "--clear-groups", .. command];
        }

        var programs = Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"));
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        start.Environment["PATH"] = $"{string.Join(':', programs)}:{Environment.GetEnvironmentVariable("PATH")}";
        var keeper = Process.Start(start)!;
        return await keeper.StandardOutput.ReadLineAsync() is "ready"
            ? new DueServer(keeper, port)
            : throw new InvalidOperationException($"PostgreSQL did not start: {await keeper.StandardOutput.ReadToEndAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }
}
