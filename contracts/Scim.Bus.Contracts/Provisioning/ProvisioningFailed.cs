namespace Scim.Bus.Contracts;

/// <summary>Provisioning gave up on a step for a user. It goes on when the user changes or an operator retries.</summary>
public sealed record ProvisioningFailed : ITenantMessage
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user.</summary>
    public required UserId User { get; init; }

    /// <summary>The user's SCIM <c>userName</c>, for people to read; null if it is not known.</summary>
    public string? UserName { get; init; }

    /// <summary>The step that failed, such as <c>account</c>.</summary>
    public required string Step { get; init; }

    /// <summary>Reason, for people to read.</summary>
    public required string Reason { get; init; }

    /// <summary>Number of attempts.</summary>
    public required int Attempts { get; init; }

    /// <summary>When provisioning gave up, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
