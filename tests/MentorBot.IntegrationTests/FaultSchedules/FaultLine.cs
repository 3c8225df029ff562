namespace MentorBot.IntegrationTests.FaultSchedules;

/// <summary>The bot's way to a platform's API, which can be cut: then no answer comes any more, as to a process that is dead.</summary>
internal sealed class FaultLine() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
{
    private readonly CancellationTokenSource _buried = new();
    private volatile bool _isCut;

    /// <summary>What is on the wire arrives, but nobody hears of it.</summary>
    public void Cut() => _isCut = true;

    /// <summary>Ends what waits for ever.</summary>
    public void Bury() => _buried.Cancel();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!_isCut)
        {
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (!_isCut)
                {
                    return response;
                }

                response.Dispose();
            }
            catch (Exception) when (_isCut)
            {
                // Nobody is there to hear of it.
            }
        }

        await Task.Delay(Timeout.Infinite, _buried.Token);
        throw new InvalidOperationException("Nobody comes back from there.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _buried.Dispose();
        }

        base.Dispose(disposing);
    }
}
