using System.Diagnostics;
using Google.Protobuf;

namespace Scim.Bus.Testing;

/// <summary>
/// OTLP's export requests (opentelemetry/proto/collector, version 1): resources, in them scopes, in them the entries.
/// </summary>
internal static class OtlpDecoder
{
    private const ulong ErrorStatus = 2;

    public static IEnumerable<ReceivedSpan> Spans(byte[] request) => Entries(request, (span, service, scope) => new ReceivedSpan
    {
        TraceId = span.Hex(1) ?? "",
        SpanId = span.Hex(2) ?? "",
        ParentSpanId = span.Hex(4),
        Name = span.Text(5) ?? "",
        Kind = ToKind(span.Number(6)),
        Start = ToTime(span.Number(7)),
        End = ToTime(span.Number(8)),
        Attributes = OtlpAttributes.In(span, 9),
        LinkedTraceIds = [.. span.Messages(13).Select(link => link.Hex(1) ?? "")],
        IsError = span.Message(15)?.Number(3) == ErrorStatus,
        ServiceName = service,
        Scope = scope,
    });

    public static IEnumerable<ReceivedLog> Logs(byte[] request) => Entries(request, (log, service, scope) => new ReceivedLog
    {
        Severity = log.Text(3),
        Body = OtlpAttributes.ToText(log.Message(5)),
        Attributes = OtlpAttributes.In(log, 6),
        TraceId = log.Hex(9),
        SpanId = log.Hex(10),
        ServiceName = service,
        Scope = scope,
    });

    /// <summary>The names of the metrics; their values are the business of the metrics' own tests.</summary>
    public static IEnumerable<string> MetricNames(byte[] request) => Entries(request, (metric, _, _) => metric.Text(1) ?? "");

    /// <summary>
    /// All three requests are built alike: ResourceXxx in 1; in it the resource in 1 and ScopeXxx in 2; in that the scope in 1
    /// and the entries in 2.
    /// </summary>
    private static IEnumerable<T> Entries<T>(byte[] request, Func<ProtobufFields, string?, string?, T> read) =>
        from resource in new ProtobufFields(new CodedInputStream(request)).Messages(1)
        let service = OtlpAttributes.In(resource.Message(1), 1).GetValueOrDefault("service.name")
        from scope in resource.Messages(2)
        let name = scope.Message(1)?.Text(1)
        from entry in scope.Messages(2)
        select read(entry, service, name);

    /// <summary>OTLP has "unspecified" as its 0, and counts from there.</summary>
    private static ActivityKind ToKind(ulong? kind) => kind is > 0 and <= 5 ? (ActivityKind)(kind.Value - 1) : ActivityKind.Internal;

    private static DateTimeOffset ToTime(ulong? nanoseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks((long)((nanoseconds ?? 0) / TimeSpan.NanosecondsPerTick));
}
