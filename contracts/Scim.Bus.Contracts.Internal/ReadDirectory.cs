namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Request from Provisioning to Ingress: reads certain users of the directory, or all of them page by page sorted by id. Answered by
/// <see cref="DirectoryPage"/>.
/// </summary>
public sealed record ReadDirectory : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    /// <summary>Reads only these users; null for a page of all users.</summary>
    public IReadOnlyList<UserId>? Users { get; init; }

    /// <summary>Last user of the previous page; null for the first page.</summary>
    public UserId? After { get; init; }

    /// <summary>Largest number of users on the page.</summary>
    public int Count { get; init; }
}
