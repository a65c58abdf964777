using Microsoft.AspNetCore.Http;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>
/// Everything that matches as JSON Lines, an entry a line. An export has no gaps: it is refused if a service is away, and cut off if one
/// goes away in between.
/// </summary>
internal static class AuditExport
{
    /// <summary>Begins an export: reads its first page.</summary>
    /// <exception cref="AdminException">503: a service does not answer.</exception>
    /// <exception cref="Scim.Protocol.Errors.ScimException">400: the filter is invalid.</exception>
    public static async Task<IResult> BeginAsync(
        MergedAudit audit, TenantId? tenant, string? filter, CancellationToken cancellationToken)
    {
        try
        {
            var items = audit.AllAsync(tenant, filter, cancellationToken);
            return await JsonLines.BeginAsync("audit.jsonl", items, e => e is AuditSourceUnavailableException, cancellationToken);
        }
        catch (AuditSourceUnavailableException e)
        {
            throw AdminException.Unavailable($"{e.Message} An export has no gaps; try again later.");
        }
    }
}
