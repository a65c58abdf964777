using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Parts;

namespace Scim.Bus.Console.Pages.Connections;

/// <summary>The tenant's first page. Each part is missing while the service that has it is away.</summary>
public sealed record ConnectionModel
{
    /// <summary>The connection, from the ingress.</summary>
    public required Optional<ConnectionReport> Report { get; init; }

    /// <summary>How many users are in which state, from Provisioning.</summary>
    public required Optional<SagaCounts> Users { get; init; }

    /// <summary>The last comparison of directory and accounts, from Provisioning.</summary>
    public required Optional<DriftReport> Drift { get; init; }

    /// <summary>How long it took from a push to its account, from the provisioning log.</summary>
    public required Optional<Chart> Latency { get; init; }

    /// <summary>Current time, UTC.</summary>
    public required DateTimeOffset Now { get; init; }
}
