using MentorBot.Core.Commands;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace MentorBot.Hosting;

/// <summary>Sends the bot's metrics by OTLP over HTTP, and what is left of them when the bot stops.</summary>
internal sealed class MetricsExport(Uri endpoint) : IHostedService, IDisposable
{
    // A collector that hangs must not hold the bot's stop up until a container's engine kills it.
    private const int PatienceMilliseconds = 3000;

    private MeterProvider? _provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(MentorMetrics.MeterName)
            .AddOtlpExporter(exporter =>
            {
                exporter.TimeoutMilliseconds = PatienceMilliseconds;
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;

                // An endpoint that is set in code is used as it is, so the path of the signal is ours to add.
                exporter.Endpoint = new Uri($"{endpoint.ToString().TrimEnd('/')}/v1/metrics");
            })
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Comes after everything else has stopped, so that the last numbers that are sent are whole.</summary>
    public void Dispose() => _provider?.Dispose();
}
