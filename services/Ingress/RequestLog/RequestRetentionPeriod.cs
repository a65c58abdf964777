using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>
/// How long records are kept. A document is due from its time on, so the oldest of all tenants are found by that, whatever the period is
/// when they are removed.
/// </summary>
internal sealed class RequestRetentionPeriod(IOptions<RequestLogOptions> options)
{
    private static readonly TimeSpan OfReads = TimeSpan.FromHours(1);

    /// <summary>The period.</summary>
    public TimeSpan Period => options.Value.Retention;

    /// <summary>The document of a record. A read is as if it were older, so that it goes after an hour.</summary>
    public Document<RequestRecord> DocumentOf(RequestRecord record) => new()
    {
        Tenant = record.Tenant,
        Id = record.Id.ToString(),
        DueAt = record.Outcome == RequestOutcome.Read ? record.At + OfReads - Period : record.At,
        Body = record,
    };
}
