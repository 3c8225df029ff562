using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using MentorBot.Simulators.Slack;

namespace MentorBot.IntegrationTests.Slack;

/// <summary>How a socket ends at Slack's end, and what it is like when nobody hears it.</summary>
public class SocketEndTests
{
    private static readonly SimulatorOptions Fast = new() { TimeFactor = 0.05 };

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("link_disabled")]
    public async Task AnnouncesTheEndAndClosesLater(string reason)
    {
        await using var slack = await SlackSimulator.StartAsync(Fast);
        await using var client = await RawClient.ConnectAsync(slack);
        var socket = slack.OpenSockets.Single();
        (reason switch { "warning" => (Action)socket.Warn, "refresh_requested" => socket.Refresh, _ => socket.DisableLink })();

        var said = await client.ReadAsync();
        said["type"]!.GetValue<string>().ShouldBe("disconnect");
        said["reason"]!.GetValue<string>().ShouldBe(reason);
        (await client.ReadAsync())["type"]!.GetValue<string>().ShouldBe("closed");
        slack.OpenSockets.ShouldAllBe(one => !one.IsOpen);

        await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await slack.WaitUntilAsync("the client has closed", () => socket.WasClosedByClient);
        client.Socket.Abort();
        await slack.WaitUntilAsync("the socket is gone", () => slack.OpenSockets.Count == 0);
    }

    /// <summary>By hand, since .NET's own client ends TCP a second after the handshake.</summary>
    [Fact]
    public async Task KeepsTcpUpAfterTheHandshake()
    {
        await using var slack = await SlackSimulator.StartAsync();
        await using var client = new RawClient(slack);
        var address = new Uri(await client.NewAddressAsync());
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(address.Host, address.Port);
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        await slack.WaitForSocketsAsync();
        var socket = slack.OpenSockets.Single();

        byte[] close = [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE8];
        await tcp.GetStream().WriteAsync(close);
        await slack.WaitUntilAsync("the client has closed", () => socket.WasClosedByClient);
        slack.OpenSockets.ShouldContain(socket);
        tcp.Close();
        await slack.WaitUntilAsync("the socket is gone", () => slack.OpenSockets.Count == 0);
    }

    [Fact]
    public async Task DisconnectsBeforeHelloOrHoldsItBack()
    {
        await using var slack = await SlackSimulator.StartAsync();
        slack.Faults.DisconnectBeforeHello = "warning";
        await using var early = new RawClient(slack);
        await early.OpenAsync();
        (await early.ReadAsync())["reason"]!.GetValue<string>().ShouldBe("warning");
        (await early.ReadAsync())["type"]!.GetValue<string>().ShouldBe("closed");

        slack.Faults.HelloDelay = TimeSpan.FromMilliseconds(300);
        await using var late = new RawClient(slack);
        await late.OpenAsync();
        slack.OpenSockets.ShouldBeEmpty();
        (await late.ReadAsync())["type"]!.GetValue<string>().ShouldBe("hello");
    }

    [Fact]
    public async Task PingsAndGoesDeafWhenHalfOpen()
    {
        await using var slack = await SlackSimulator.StartAsync(Fast with { PingEvery = TimeSpan.FromMilliseconds(800) });
        var ana = slack.AddPerson("ana");
        var general = slack.AddChannel("general", ana);
        await using var client = new RawClient(slack);
        // .NET pings only while nothing comes in, Slack's pings included.
        client.Socket.Options.KeepAliveInterval = TimeSpan.FromMilliseconds(200);
        client.Socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(5);
        await client.OpenAsync();
        await client.ReadAsync();
        var reading = client.ReadAsync();
        var socket = slack.OpenSockets.Single();
        await slack.WaitUntilAsync("both have pinged", () => socket.PingsFromClient > 0 && socket.PongsFromClient > 0);

        socket.GoHalfOpen();
        (await ana.TypesAsync("/mentor", general)).Error.ShouldBe("operation_timeout");
        await Should.ThrowAsync<Exception>(reading);
        await slack.WaitUntilAsync("the client has given up", () => slack.OpenSockets.Count == 0);
    }

    [Fact]
    public async Task EndsTcpWithoutAWord()
    {
        await using var slack = await SlackSimulator.StartAsync();
        await using var client = await RawClient.ConnectAsync(slack);
        slack.OpenSockets.Single().Abort();
        await Should.ThrowAsync<WebSocketException>(client.ReadAsync);
        await slack.WaitUntilAsync("the socket is gone", () => slack.OpenSockets.Count == 0);
    }

    [Fact]
    public async Task DisturbsSocketsTheSameWayForTheSameSeed()
    {
        var first = await Storm(3);
        first.ShouldBe(await Storm(3));
        first.ShouldNotBe(await Storm(4));

        static async Task<IReadOnlyList<SocketFault>> Storm(int seed)
        {
            await using var slack = await SlackSimulator.StartAsync();
            await using var storm = slack.Disturb(seed, TimeSpan.FromMilliseconds(5), SocketFault.Abort, SocketFault.Close);
            while (storm.Done.Count < 8)
            {
                // Before the socket is there: what happens to it may happen at once.
                var count = storm.Done.Count;
                await using var client = new RawClient(slack);
                await client.OpenAsync();
                await slack.WaitUntilAsync("something happens", () => storm.Done.Count > count);
            }

            return [.. storm.Done.Take(8)];
        }
    }
}
