namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>One page of the audit logs of all services that this one knows, the newest entry first.</summary>
/// <param name="Items">The entries.</param>
/// <param name="NextCursor">Cursor of the next page; null on the last page.</param>
/// <param name="Unavailable">Names of the services that did not answer, so that their entries are missing.</param>
public sealed record AuditList(IReadOnlyList<AuditItem> Items, string? NextCursor, IReadOnlyList<string> Unavailable);
