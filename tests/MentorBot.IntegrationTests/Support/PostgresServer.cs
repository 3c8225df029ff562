using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace MentorBot.IntegrationTests.Support;

/// <summary>Makes xunit share one server among all tests marked <c>[Collection(PostgresServer.Collection)]</c>.</summary>
[CollectionDefinition(PostgresServer.Collection)]
public sealed class SharedPostgres : ICollectionFixture<PostgresServer>;

/// <summary>A real PostgreSQL server in a folder of its own, started for the tests and gone with them.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    public const string Collection = "PostgreSQL";

    // The shell, and with it the server, lives until its standard input ends. That happens however this process ends, so
    // that not even a killed test run leaves a server behind. Signals to the whole process group must not come first.
    private const string Keeper =
        """
        trap '' HUP INT TERM
        initdb -D "$1/data" -U mentorbot -A trust -E UTF8 --locale=C --no-sync >"$1/log" 2>&1 &&
            pg_ctl -D "$1/data" -l "$1/log" -w -t 60 -o "-F -p $2 -h 127.0.0.1 -k $1" start >>"$1/log" 2>&1 &&
            echo ready || cat "$1/log"
        read -r _
        pg_ctl -D "$1/data" -m immediate -w stop >/dev/null 2>&1
        rm -rf "$1"
        """;

    private readonly int _port = FreePort();
    private Process? _keeper;
    private int _databases;

    private string Server => $"Host=127.0.0.1;Port={_port};Username=mentorbot";

    /// <summary>A fresh, empty database's connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await using var source = NpgsqlDataSource.Create($"{Server};Database=postgres;Pooling=false");
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        // The server takes 100 connections, and idle ones of tests that are over would fill it.
        return $"{Server};Database={name};Connection Idle Lifetime=2;Connection Pruning Interval=1;Maximum Pool Size=30;Include Error Detail=true";
    }

    public async Task InitializeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("mentorbot-pg-").FullName;
        string[] command = ["sh", "-c", Keeper, "sh", folder, _port.ToString()];
        if (Environment.IsPrivilegedProcess)
        {
            // PostgreSQL refuses to run as root.
            var user = OrdinaryUser();
            using var chown = Process.Start("chown", [user, folder]);
            await chown.WaitForExitAsync();
            command = ["setpriv", $"--reuid={user}", "--clear-groups", .. command];
        }

        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        start.Environment["PATH"] = $"{ProgramFolder()}:{Environment.GetEnvironmentVariable("PATH")}";
        _keeper = Process.Start(start)!;
        if (await _keeper.StandardOutput.ReadLineAsync() is not "ready" and var line)
        {
            _keeper.StandardInput.Close();
            throw new InvalidOperationException($"PostgreSQL did not start: {line} {await _keeper.StandardOutput.ReadToEndAsync()}");
        }
    }

    public async Task DisposeAsync()
    {
        if (_keeper is not null)
        {
            _keeper.StandardInput.Close();
            await _keeper.WaitForExitAsync();
            _keeper.Dispose();
        }
    }

    private static string OrdinaryUser() =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private static string ProgramFolder()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(MajorVersion).Select(version => Path.Combine(version, "bin"))
            : [];
        return onPath.Concat(installed).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "pg_ctl")) && File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException("These tests need PostgreSQL: install the package postgresql, or put initdb and pg_ctl on the PATH.");
    }

    private static int MajorVersion(string folder) => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
