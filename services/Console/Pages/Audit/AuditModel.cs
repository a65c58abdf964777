using Scim.Bus.ServiceDefaults.Audit;

namespace Scim.Bus.Console.Pages.Audit;

/// <summary>A page of the audit log, of a tenant or of everything.</summary>
/// <param name="Items">The entries, the newest first.</param>
/// <param name="Query">What is searched for.</param>
/// <param name="Away">Services that did not answer.</param>
/// <param name="Path">Path of the page.</param>
/// <param name="HasTenants">Whether the entries are about several tenants.</param>
/// <param name="First">Address of the first page; null on it.</param>
/// <param name="Next">Address of the next page; null on the last one.</param>
public sealed record AuditModel(
    IReadOnlyList<AuditItem> Items,
    AuditQuery Query,
    IReadOnlyList<string> Away,
    string Path,
    bool HasTenants,
    string? First,
    string? Next)
{
    /// <summary>Address of the export of all that is searched for.</summary>
    public string Export => Query.At($"{Path}/export");
}
