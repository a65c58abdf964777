namespace Scim.Bus.Contracts;

/// <summary>
/// A request that deactivates a user was refused as a whole, because something else in it is wrong: the person still has access. Published
/// once for each version of the user, however often the identity provider repeats the request.
/// </summary>
public sealed record DeactivationRefused : ITenantMessage
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user.</summary>
    public required UserId User { get; init; }

    /// <summary>The user's SCIM <c>userName</c>, for people to read; null if it is not known.</summary>
    public string? UserName { get; init; }

    /// <summary>The user's version at the refusal, which does not change it.</summary>
    public required long Version { get; init; }

    /// <summary>HTTP status of the refusal.</summary>
    public required int Status { get; init; }

    /// <summary>SCIM's error type (RFC 7644, section 3.12, <c>scimType</c>); null if it has none for the case.</summary>
    public string? ScimType { get; init; }

    /// <summary>What is wrong with the request, as the identity provider was told.</summary>
    public required string Reason { get; init; }

    /// <summary>When the request was refused, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
