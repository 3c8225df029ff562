using System.Globalization;
using System.Text.Json;

namespace MentorBot.Simulators.Discord;

/// <summary>Takes what clients send to the gateway, and holds them to its rules.</summary>
internal sealed class GatewayProtocol(DiscordSimulator discord, Gateway gateway)
{
    private const int MostBytes = 4096;

    /// <summary>Discord: after these a client may not resume.</summary>
    private static readonly int[] Ending = [1000, 4003, 4004, 4005, 4006, 4007, 4009, 4010, 4011, 4012, 4013, 4014];

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public void Report(string kind, string detail) => discord.Seen.Add(new DiscordViolation(kind, detail));

    /// <summary>Says hello, or what is to come in its place.</summary>
    public async Task GreetAsync(DiscordSocket socket, string? version, string? encoding, string? compress)
    {
        if (discord.Faults.TakeClose() is { } code)
        {
            Close(socket, code, "");
            return;
        }

        if (encoding != "json" || version is null)
        {
            Report("gateway_query", $"Discord: connect with ?v=10&encoding=json; this was v={version}, encoding={encoding}.");
        }

        if ((version is not (null or "10")) || compress is not null)
        {
            Refuse(socket, 4012, version is null or "10" ? "This simulator does not compress." : "Invalid API version.");
            return;
        }

        if (discord.Faults.TakeReconnect())
        {
            // Discord: Reconnect may come before or instead of Hello, and the socket may be closed a little later.
            socket.Reconnect();
            await Task.Delay(100);
            Close(socket, 4000, "");
            return;
        }

        if (discord.Faults.HelloDelay > TimeSpan.Zero)
        {
            await Task.Delay(discord.Faults.HelloDelay);
        }

        var interval = discord.Options.HeartbeatInterval;
        socket.Patience = discord.Options.Time.CreateTimer(_ => OnSilence(socket), null, (interval * 2) + Grace, Timeout.InfiniteTimeSpan);
        socket.Send(string.Create(CultureInfo.InvariantCulture, $$$"""{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":{{{(long)interval.TotalMilliseconds}}},"_trace":["sim"]}}"""));
    }

    public void OnText(DiscordSocket socket, ReadOnlySpan<byte> text)
    {
        if (socket.CloseCode is not null)
        {
            return;
        }

        if (!socket.MaySend(discord.Options.Time.GetUtcNow()))
        {
            Refuse(socket, 4008, "Rate limited.");
            return;
        }

        if (text.Length > MostBytes)
        {
            Refuse(socket, 4002, "Payload is larger than 4096 bytes.");
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(text.ToArray());
            Take(socket, document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            Refuse(socket, 4002, "Error while decoding payload.");
        }
    }

    /// <summary>Discord: a client that closes with 1000 or 1001 ends its session; any other code keeps it.</summary>
    public void OnClientClose(DiscordSocket socket, int? code)
    {
        // What only echoes the code that Discord closed with says nothing of its own.
        if (code is 1000 or 1001 && code != socket.CloseCode && socket.Session is { } session)
        {
            gateway.End(session);
        }
    }

    public void Close(DiscordSocket socket, int code, string reason)
    {
        if (Ending.Contains(code) && socket.Session is { } session)
        {
            gateway.End(session);
        }

        socket.SendClosing(code, reason);
    }

    /// <summary>Closes it for what the client did.</summary>
    public void Refuse(DiscordSocket socket, int code, string reason)
    {
        Report("gateway_close", $"Socket {socket.Number} was closed with {code}: {reason}");
        Close(socket, code, reason);
    }

    public void Invalidate(DiscordSocket socket, bool resumable)
    {
        if (!resumable && socket.Session is { } session)
        {
            gateway.End(session);
        }

        if (socket.Session is { } known)
        {
            known.Detach(socket, discord.Options.Time.GetUtcNow());
        }

        socket.IsOpen = false;
        socket.Session = null;
        socket.WasInvalidated = true;
        socket.Send(resumable ? """{"t":null,"s":null,"op":9,"d":true}""" : """{"t":null,"s":null,"op":9,"d":false}""");
    }

    private void Take(DiscordSocket socket, JsonElement message)
    {
        var op = message.GetProperty("op").GetInt32();
        message.TryGetProperty("d", out var data);
        switch (op)
        {
            case 1:
                OnHeartbeat(socket, data);
                break;
            case 2 or 6 when socket.Session is not null:
                Refuse(socket, 4005, "Already authenticated.");
                break;
            case 2:
                Identification.Take(discord, gateway, this, socket, data);
                break;
            case 6:
                Resume(socket, data);
                break;
            case 3 or 4 or 8 or 31 or 43:
                if (socket.Session is null)
                {
                    Refuse(socket, 4003, "Not authenticated.");
                }

                break;
            default:
                Refuse(socket, 4001, "Unknown opcode.");
                break;
        }
    }

    private void OnHeartbeat(DiscordSocket socket, JsonElement seq)
    {
        socket.CountHeartbeat();
        if (seq.ValueKind is not (JsonValueKind.Null or JsonValueKind.Number))
        {
            Refuse(socket, 4002, "Error while decoding payload.");
            return;
        }

        if (seq.ValueKind == JsonValueKind.Number && (socket.Session is not { } session ? !socket.IsResumePort && !socket.WasInvalidated : seq.GetInt64() > session.Seq))
        {
            Report("heartbeat_seq", $"Heartbeat says {seq.GetInt64()}, which this connection never had.");
        }

        socket.Patience?.Change((discord.Options.HeartbeatInterval * 2) + Grace, Timeout.InfiniteTimeSpan);
        if (!socket.SwallowsAcks)
        {
            socket.Send("""{"t":null,"s":null,"op":11,"d":null}"""u8);
        }

        discord.Changed();
    }

    private void Resume(DiscordSocket socket, JsonElement data)
    {
        var token = data.GetProperty("token").GetString();
        var id = data.GetProperty("session_id").GetString()!;
        var seq = data.GetProperty("seq").GetInt64();
        gateway.CountResume();
        if (!socket.IsResumePort)
        {
            Report("resume_url", "Discord: resume at resume_gateway_url.");
        }

        if (discord.IsTokenWrong(token))
        {
            Refuse(socket, 4004, "Authentication failed.");
        }
        else if (discord.Faults.TakeInvalidSession() is { } resumable)
        {
            if (!resumable && gateway.Find(id) is { } ended)
            {
                gateway.End(ended);
            }

            Invalidate(socket, resumable);
        }
        else if (gateway.Find(id) is not { } session)
        {
            Invalidate(socket, resumable: false);
        }
        else if (seq > session.Seq)
        {
            gateway.End(session);
            Refuse(socket, 4007, "Invalid seq.");
        }
        else
        {
            var old = session.Socket;
            if (!session.Replay(socket, seq))
            {
                gateway.End(session);
                Invalidate(socket, resumable: false);
            }
            else if (old is not null && old != socket)
            {
                old.Session = null;
                Close(old, 4000, "The session was resumed elsewhere.");
            }
        }

        discord.Changed();
    }

    private void OnSilence(DiscordSocket socket)
    {
        if (socket.CloseCode is null && !socket.IsHalfOpen)
        {
            Report("missed_heartbeat", $"Socket {socket.Number} sent no heartbeat for two intervals.");
            Close(socket, 4009, "Session timed out.");
        }
    }
}
