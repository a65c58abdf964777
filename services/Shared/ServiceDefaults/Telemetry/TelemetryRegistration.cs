using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Scim.Bus.ServiceDefaults.Telemetry;

/// <summary>Traces, metrics and logs, exported over OTLP if the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</summary>
internal static class TelemetryRegistration
{
    /// <summary>Pattern of the names of our activity sources and meters.</summary>
    private const string Own = "Scim.Bus.*";

    public static void AddTelemetry(this IHostApplicationBuilder builder, string service)
    {
        // The default also reads the headers itself, past what OutsideTraces decides, and takes baggage from anybody.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service, serviceNamespace: "scim-bus"))
            .WithTracing(tracing => tracing
                .AddAspNetCoreInstrumentation(http =>
                {
                    http.Filter = IsWorthATrace;
                    http.EnrichWithHttpRequest = OutsideTraces.Link;
                })
                .AddHttpClientInstrumentation()
                .AddSource("MassTransit", "MongoDB.Driver", Own))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("MassTransit", Own)
                .AddPrometheusExporter());
        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            telemetry.UseOtlpExporter();
    }

    /// <summary>False for probes and scrapes: they come every few seconds and would bury the pushes.</summary>
    private static bool IsWorthATrace(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
        && !context.Request.Path.StartsWithSegments("/metrics", StringComparison.OrdinalIgnoreCase);
}
