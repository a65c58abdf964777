using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Comparison;
using Scim.Bus.Provisioning.Users.Storage;

namespace Scim.Bus.Provisioning.Drift;

/// <summary>The last completed comparison of a tenant's directory with its accounts, and the progress of a running one.</summary>
internal sealed record DriftReport : IHasOutbox<DriftReport>
{
    public required TenantId Tenant { get; init; }

    /// <summary>Number of the current or last comparison, counted from 1; 0 before the first.</summary>
    public int Number { get; init; }

    /// <summary>Progress of the running comparison; null if none is running.</summary>
    public ComparisonPosition? Position { get; init; }

    /// <summary>What the running comparison has found so far.</summary>
    public DriftCounts Found { get; init; } = DriftCounts.None;

    /// <summary>What the last completed comparison found; null before the first.</summary>
    public DriftCounts? Last { get; init; }

    /// <summary>When the last comparison was completed, UTC; null before the first.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>When the next comparison begins, or when another process resumes the running one, UTC.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    public static CollectionDefinition<DriftReport> Collection { get; } = new()
    {
        Service = SagaCollection.Service,
        Name = "driftReports",
    };

    public DriftReport WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
