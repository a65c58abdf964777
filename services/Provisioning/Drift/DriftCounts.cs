namespace Scim.Bus.Provisioning.Drift;

/// <summary>Numbers of accounts that differ from the directory.</summary>
/// <param name="Compared">Users and orphaned accounts that were compared.</param>
/// <param name="Missing">Users who should have an account and have none.</param>
/// <param name="Orphaned">Accounts whose user is no longer in the directory.</param>
/// <param name="Behind">Accounts that have not followed the directory.</param>
/// <param name="Edited">Accounts that differ by manual edits only.</param>
internal sealed record DriftCounts(int Compared, int Missing, int Orphaned, int Behind, int Edited)
{
    public static DriftCounts None { get; } = new(0, 0, 0, 0, 0);

    public DriftCounts Add(int compared, IReadOnlyCollection<DriftItem> items) => new(
        Compared + compared,
        Missing + items.Count(item => item.Kind == DriftKind.Missing),
        Orphaned + items.Count(item => item.Kind == DriftKind.Orphaned),
        Behind + items.Count(item => item.Kind == DriftKind.Behind),
        Edited + items.Count(item => item.Kind == DriftKind.Edited));
}
