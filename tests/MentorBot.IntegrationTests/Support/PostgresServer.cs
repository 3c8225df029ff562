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

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("mentorbot-pg-").FullName;
    private readonly int _port = FreePort();
    private bool _started;
    private int _databases;

    private string Data => Path.Combine(_folder, "data");

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
        try
        {
            if (Environment.IsPrivilegedProcess)
            {
                await RunAsync("chown", OrdinaryUser(), _folder);
            }

            await RunAsOrdinaryUserAsync("initdb", "-D", Data, "-U", "mentorbot", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
            await RunAsOrdinaryUserAsync(
                "pg_ctl", "-D", Data, "-l", Path.Combine(_folder, "log"), "-w", "-t", "60", "-o", $"-F -p {_port} -h 127.0.0.1 -k {_folder}", "start");
            _started = true;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async Task DisposeAsync()
    {
        try
        {
            if (_started || File.Exists(Path.Combine(Data, "postmaster.pid")))
            {
                // By its data folder, so it is this server and no other that stops.
                await RunAsOrdinaryUserAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
            }
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static Task RunAsOrdinaryUserAsync(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess
            ? RunAsync("runuser", ["-u", OrdinaryUser(), "--", Find(program), .. arguments])
            : RunAsync(Find(program), arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Nothing is piped: the server would inherit the pipes, and reading them to the end would wait for it.
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Path.GetTempPath() })!;
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    private static string OrdinaryUser() =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private static string Find(string program)
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(MajorVersion).Select(version => Path.Combine(version, "bin"))
            : [];
        return onPath.Concat(installed)
            .Where(folder => File.Exists(Path.Combine(folder, "pg_ctl")) && File.Exists(Path.Combine(folder, "initdb")))
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault() ?? throw new InvalidOperationException("These tests need PostgreSQL: install the package postgresql, or put initdb and pg_ctl on the PATH.");
    }

    private static int MajorVersion(string folder) => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
