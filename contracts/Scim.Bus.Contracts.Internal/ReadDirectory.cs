namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Query of Provisioning to Ingress: reads users of the directory. Either certain users, or all of them, page by page in the order of their
/// ids. Answered by <see cref="DirectoryPage"/>.
/// </summary>
public sealed record ReadDirectory
{
    public required TenantId Tenant { get; init; }

    /// <summary>Only these users; null for a page of all.</summary>
    public IReadOnlyList<UserId>? Users { get; init; }

    /// <summary>The last user of the page before; null for the first page.</summary>
    public UserId? After { get; init; }

    /// <summary>How many users the page has at most.</summary>
    public int Count { get; init; }
}
