using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Scim.Bus.Testing;

/// <summary>
/// An OTLP collector for tests: accepts protobuf over HTTP and keeps the spans,
/// log records and names of metrics.
/// </summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private const string Protobuf = "application/x-protobuf";

    private readonly ConcurrentQueue<ReceivedSpan> _spans = new();
    private readonly ConcurrentQueue<ReceivedLog> _logs = new();
    private readonly ConcurrentDictionary<string, byte> _metrics = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private OtlpReceiver() => _app = Build();

    /// <summary>What <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> must be.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>The spans received so far, in order of arrival.</summary>
    public IReadOnlyCollection<ReceivedSpan> Spans => [.. _spans];

    /// <summary>The log records received so far, in order of arrival.</summary>
    public IReadOnlyCollection<ReceivedLog> Logs => [.. _logs];

    /// <summary>The names of the metrics received so far.</summary>
    public IReadOnlyCollection<string> MetricNames => [.. _metrics.Keys];

    /// <summary>
    /// The standard environment variables that make a process send everything here, and soon: for
    /// <see cref="ServiceProcess"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string?> ExporterEnvironment => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Endpoint.GetLeftPart(UriPartial.Authority),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "500",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "30000",
    };

    /// <summary>Starts a receiver on a free loopback port.</summary>
    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver._app.StartAsync();
        var addresses = receiver._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        receiver.Endpoint = new Uri(addresses.Addresses.Single());
        return receiver;
    }

    /// <summary>Forgets what was received.</summary>
    public void Clear()
    {
        _spans.Clear();
        _logs.Clear();
        _metrics.Clear();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private WebApplication Build()
    {
        // An empty builder: ASPNETCORE_* variables and appsettings.json of a test must not configure the receiver.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore().AddRequestDecompression(_ => { });

        // A test host that traces ASP.NET Core must not trace the receiver: each export would make the next one.
        builder.Services.AddSingleton(new ActivitySource("Scim.Bus.Testing.OtlpReceiver"));
        builder.Services.AddSingleton(new DiagnosticListener("Scim.Bus.Testing.OtlpReceiver"));

        var app = builder.Build();
        app.UseRequestDecompression();
        app.UseRouting();
        app.MapPost("/v1/traces", Take(request => AddAll(OtlpDecoder.Spans(request), _spans.Enqueue)));
        app.MapPost("/v1/logs", Take(request => AddAll(OtlpDecoder.Logs(request), _logs.Enqueue)));
        app.MapPost("/v1/metrics", Take(request => AddAll(OtlpDecoder.MetricNames(request), name => _metrics[name] = 0)));
        return app;
    }

    private static void AddAll<T>(IEnumerable<T> decoded, Action<T> add)
    {
        // Decoded completely first, so that nothing of a malformed request is kept.
        foreach (var entry in decoded.ToList()) add(entry);
    }

    private static RequestDelegate Take(Action<byte[]> keep) => async context =>
    {
        if (context.Request.ContentType != Protobuf)
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        try
        {
            keep(body.ToArray());
            // An empty body is the protobuf encoding of a response without errors.
            context.Response.ContentType = Protobuf;
        }
        catch (InvalidProtocolBufferException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    };
}
