namespace Scim.Bus.Contracts.Internal;

/// <summary>Any service to the Console: a line for the provisioning log that follows from no other message.</summary>
public sealed record TimelineEntry : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    public UserId? User { get; init; }

    /// <summary>The step, such as <c>account</c>.</summary>
    public required string Step { get; init; }

    public required TimelineOutcome Outcome { get; init; }

    /// <summary>What happened, for people to read; without personal data beyond ids and names of groups.</summary>
    public required string Detail { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}
