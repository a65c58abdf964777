using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Xunit;

namespace Scim.Bus.Testing.Tests;

public sealed class OtlpReceiverTests : IAsyncLifetime
{
    private OtlpReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await OtlpReceiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task Reads_what_the_real_exporter_sends()
    {
        using var source = new ActivitySource("Sample.Source");
        ActivityContext elsewhere = new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        Activity parent, child;
        using (var provider = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).SetResourceBuilder(Service())
                   .AddOtlpExporter(options => SendTo(options, "v1/traces")).Build())
        {
            parent = source.StartActivity("push", ActivityKind.Server)!;
            child = source.StartActivity(
                "relay",
                ActivityKind.Producer,
                parent.Context,
                [new("tenant", "acme"), new("count", 3), new("tags", new[] { "a", "b" })],
                [new(elsewhere)])!;
            child.SetStatus(ActivityStatusCode.Error);
            child.Stop();
            parent.Stop();
        }

        Assert.Equal(["push", "relay"], _receiver.Spans.Select(span => span.Name).Order());
        var (first, second) = (_receiver.Spans.Single(span => span.Name == "push"), _receiver.Spans.Single(span => span.Name == "relay"));
        Assert.Equal((parent.TraceId.ToHexString(), parent.SpanId.ToHexString(), null), (first.TraceId, first.SpanId, first.ParentSpanId));
        Assert.Equal((first.TraceId, first.SpanId), (second.TraceId, second.ParentSpanId));
        Assert.Equal((ActivityKind.Server, ActivityKind.Producer), (first.Kind, second.Kind));
        Assert.Equal(("sample", "Sample.Source"), (second.ServiceName, second.Scope));
        Assert.Equal(("acme", "3", "[a, b]"), (second.Attributes["tenant"], second.Attributes["count"], second.Attributes["tags"]));
        Assert.Equal([elsewhere.TraceId.ToHexString()], second.LinkedTraceIds);
        Assert.Equal((false, true), (first.IsError, second.IsError));
        Assert.Equal(child.StartTimeUtc, second.Start.UtcDateTime);
        Assert.Equal(child.Duration, second.End - second.Start);
    }

    [Fact]
    public void Reads_log_records_and_names_of_metrics()
    {
        using var activity = new Activity("work").SetIdFormat(ActivityIdFormat.W3C).Start();
        using (var logging = LoggerFactory.Create(builder => builder.AddOpenTelemetry(options =>
               {
                   options.IncludeFormattedMessage = true;
                   options.SetResourceBuilder(Service()).AddOtlpExporter(exporter => SendTo(exporter, "v1/logs"));
               })))
        {
            logging.CreateLogger("Sample.Logger").LogWarning("Retrying {Step}", "create");
        }

        using var meter = new System.Diagnostics.Metrics.Meter("Sample.Meter");
        using (Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).AddOtlpExporter(exporter => SendTo(exporter, "v1/metrics")).Build())
        {
            meter.CreateCounter<long>("sample.pushes").Add(1);
        }

        var log = Assert.Single(_receiver.Logs);
        Assert.Equal("Retrying create", log.Body);
        Assert.Equal((activity.TraceId.ToHexString(), "sample", "Sample.Logger"), (log.TraceId, log.ServiceName, log.Scope));
        Assert.Equal("create", log.Attributes["Step"]);
        Assert.Contains("sample.pushes", _receiver.MetricNames);
    }

    [Fact]
    public async Task Reads_gzip_and_refuses_what_is_no_protobuf()
    {
        using var http = new HttpClient { BaseAddress = _receiver.Endpoint };
        // ResourceSpans { ScopeSpans { Span { name = "hi" } } }
        byte[] request = [0x0A, 0x08, 0x12, 0x06, 0x12, 0x04, 0x2A, 0x02, (byte)'h', (byte)'i'];

        Assert.Equal(HttpStatusCode.OK, await PostAsync(http, "application/x-protobuf", Zip(request), "gzip"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(http, "application/x-protobuf", [0x0A, 0x7F, 0x00]));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await PostAsync(http, "application/json", "{}"u8.ToArray()));

        Assert.Equal(["hi"], _receiver.Spans.Select(span => span.Name));
    }

    private static ResourceBuilder Service() => ResourceBuilder.CreateEmpty().AddService("sample");

    private void SendTo(OtlpExporterOptions options, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri(_receiver.Endpoint, path);
    }

    private static byte[] Zip(byte[] plain)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionMode.Compress)) zip.Write(plain);
        return zipped.ToArray();
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string type, byte[] body, string? encoding = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding is not null) content.Headers.ContentEncoding.Add(encoding);
        using var answer = await http.PostAsync(new Uri("/v1/traces", UriKind.Relative), content);
        return answer.StatusCode;
    }
}
