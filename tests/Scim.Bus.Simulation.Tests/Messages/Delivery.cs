using System.Text.Json;
using Scim.Bus.Contracts;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Messages;

/// <summary>A message in a queue, as it is on the wire.</summary>
internal sealed class Delivery
{
    public required string Queue { get; init; }

    public required Guid MessageId { get; init; }

    public required Type Type { get; init; }

    public required JsonElement Body { get; set; }

    public required TenantId Tenant { get; init; }

    public string? TraceParent { get; init; }

    public Guid? Replay { get; init; }

    /// <summary>Takes the answer, if it is a request.</summary>
    public TaskCompletionSource<object>? Answer { get; init; }

    /// <summary>Attempts that failed for another reason than an outage.</summary>
    public int Failures { get; set; }

    /// <summary>Attempts that failed in an outage.</summary>
    public int Outages { get; set; }

    /// <summary>Before this time it is not delivered.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>The process that has it in hand; null while it waits.</summary>
    public SimulatedProcess? Holder { get; set; }

    public override string ToString() => $"{Type.Name} to {Queue}";
}
