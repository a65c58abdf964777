using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Comparing;
using Scim.Bus.Provisioning.Users.Storage;

namespace Scim.Bus.Provisioning.Drift;

/// <summary>The comparisons of a tenant's directory with its accounts: the one under way, and the last that was finished.</summary>
internal sealed record DriftReport : IHasOutbox<DriftReport>
{
    public required TenantId Tenant { get; init; }

    /// <summary>Counts the comparisons.</summary>
    public int Number { get; init; }

    /// <summary>How far the one under way got; null if none is.</summary>
    public ComparisonPosition? Position { get; init; }

    /// <summary>What the one under way found so far.</summary>
    public DriftCounts Found { get; init; } = DriftCounts.None;

    /// <summary>What the last one found; null before the first.</summary>
    public DriftCounts? Last { get; init; }

    /// <summary>When the last one was finished.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>When the next begins, or the one under way is taken up by somebody else.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    public static CollectionDefinition<DriftReport> Collection { get; } = new()
    {
        Service = UserSagaCollection.Service,
        Name = "driftReports",
    };

    public DriftReport WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}

/// <summary>How many accounts are not what the directory says.</summary>
/// <param name="Compared">Pairs of user and account that were compared.</param>
/// <param name="Missing">Users without an account that they should have.</param>
/// <param name="Orphaned">Accounts of users that the directory does not have.</param>
/// <param name="Behind">Accounts that did not follow what the directory said.</param>
/// <param name="Edited">Accounts that were edited by hand and differ for that.</param>
internal sealed record DriftCounts(int Compared, int Missing, int Orphaned, int Behind, int Edited)
{
    public static DriftCounts None { get; } = new(0, 0, 0, 0, 0);

    public DriftCounts With(int compared, IReadOnlyCollection<DriftItem> items) => new(
        Compared + compared,
        Missing + items.Count(item => item.Kind == DriftKind.Missing),
        Orphaned + items.Count(item => item.Kind == DriftKind.Orphaned),
        Behind + items.Count(item => item.Kind == DriftKind.Behind),
        Edited + items.Count(item => item.Kind == DriftKind.Edited));
}
