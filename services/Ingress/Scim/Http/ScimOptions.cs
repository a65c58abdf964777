using System.ComponentModel.DataAnnotations;
using Scim.Bus.ServiceDefaults.Settings;
using Scim.Protocol.Limits;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>Configuration of the SCIM endpoint (section <c>Scim</c>).</summary>
internal sealed class ScimOptions
{
    public const string Section = "Scim";

    /// <summary>
    /// The public URL without <c>/scim/v2</c>, for locations in responses. Needed only behind a proxy that does not forward host and
    /// scheme; otherwise the URL of the request is used.
    /// </summary>
    [AbsoluteUrl]
    public Uri? PublicUrl { get; set; }

    /// <summary>Maximum size of a request body in bytes, also advertised as <c>bulk.maxPayloadSize</c>.</summary>
    [Range(1_024, 1_073_741_824)]
    public int MaxBodySize { get; set; } = RequestLimits.BodySize;

    /// <summary>Maximum number of operations in a bulk request, also advertised as <c>bulk.maxOperations</c>.</summary>
    [Range(1, 100_000)]
    public int MaxBulkOperations { get; set; } = RequestLimits.Operations;

    /// <summary>Number of resources on a page if the client does not give a count.</summary>
    [Range(1, 10_000)]
    public int DefaultPageSize { get; set; } = 100;

    /// <summary>Maximum number of resources on a page, also advertised as <c>filter.maxResults</c>.</summary>
    [Range(1, 10_000)]
    public int MaxPageSize { get; set; } = 200;

    /// <summary>A page of a list ends early once the groups on it have had more members than this.</summary>
    [Range(1, 10_000_000)]
    public int MaxMembersOnPage { get; set; } = RequestLimits.MembersOnPage;

    /// <summary>A PATCH of a group with more members than this is answered with 204 instead of the group.</summary>
    [Range(0, 1_000_000)]
    public int MaxMembersInPatchAnswer { get; set; } = 100;

    /// <summary>Requests of a tenant that are in progress at a time. Each operation of a bulk request counts as one.</summary>
    [Range(1, 10_000)]
    public int MaxRequestsInProgress { get; set; } = 32;

    /// <summary>Requests of a tenant that wait for one of those in progress to end. More are refused at once.</summary>
    [Range(0, 100_000)]
    public int MaxRequestsWaiting { get; set; } = 256;

    /// <summary>
    /// Requests that a tenant may send in a second, or ten times as many at once after ten quiet seconds. Each operation of a bulk request
    /// counts as one. 0 for no such limit.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MaxRequestsPerSecond { get; set; }

    /// <summary>How long a request waits, at most.</summary>
    [Duration]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(5);
}
