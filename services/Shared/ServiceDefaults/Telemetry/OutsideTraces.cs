using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Scim.Bus.ServiceDefaults.Telemetry;

/// <summary>
/// Requests from outside begin a trace of their own. Otherwise a client could put all of its requests into one trace, or have them not
/// traced at all. A trace that it names is linked.
/// </summary>
public static class OutsideTraces
{
    private const string TraceParent = "traceparent";
    private const string TraceState = "tracestate";

    /// <summary>For services that are called from outside; the others continue the trace of the service that calls them.</summary>
    public static IServiceCollection BeginTraces(this IServiceCollection services) =>
        services.AddSingleton<DistributedContextPropagator>(new OutgoingOnlyPropagator());

    /// <summary>Links the trace that a request names, unless it is continued.</summary>
    internal static void Link(Activity activity, HttpRequest request)
    {
        if (activity.ParentId is null
            && request.Headers.TryGetValue(TraceParent, out var parent)
            && ActivityContext.TryParse(parent, request.Headers[TraceState], isRemote: true, out var outside))
        {
            activity.AddLink(new ActivityLink(outside));
        }
    }

    /// <summary>Tells others of the trace, and is told of none.</summary>
    private sealed class OutgoingOnlyPropagator : DistributedContextPropagator
    {
        private readonly DistributedContextPropagator _inner = CreateDefaultPropagator();

        public override IReadOnlyCollection<string> Fields => _inner.Fields;

        public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) =>
            _inner.Inject(activity, carrier, setter);

        public override void ExtractTraceIdAndState(
            object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
            (traceId, traceState) = (null, null);

        public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
            null;
    }
}
