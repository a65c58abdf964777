using System.ComponentModel.DataAnnotations;
using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>What an operator can set of the SCIM endpoint (section <c>Scim</c> of the configuration).</summary>
internal sealed class ScimOptions
{
    public const string Section = "Scim";

    /// <summary>
    /// The address that identity providers use, without <c>/scim/v2</c>, where it differs from the one that requests come with (behind a proxy
    /// that does not pass it on).
    /// </summary>
    [AbsoluteUrl]
    public Uri? PublicUrl { get; set; }

    /// <summary>Bytes that a request's body may have; <c>bulk.maxPayloadSize</c> too.</summary>
    [Range(1_024, 1_073_741_824)]
    public int MaxBodySize { get; set; } = 1024 * 1024;

    /// <summary>Operations that a bulk request may have; <c>bulk.maxOperations</c> too.</summary>
    [Range(1, 100_000)]
    public int MaxBulkOperations { get; set; } = 1_000;

    /// <summary>Resources on a page if the client does not say.</summary>
    [Range(1, 10_000)]
    public int DefaultPageSize { get; set; } = 100;

    /// <summary>Resources on a page at most; <c>filter.maxResults</c> too.</summary>
    [Range(1, 10_000)]
    public int MaxPageSize { get; set; } = 200;

    /// <summary>A PATCH of a group is answered with the group up to this number of members, and with 204 above.</summary>
    [Range(0, 1_000_000)]
    public int MaxMembersInPatchAnswer { get; set; } = 1_000;
}
