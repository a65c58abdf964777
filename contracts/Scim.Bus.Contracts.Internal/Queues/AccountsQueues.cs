namespace Scim.Bus.Contracts.Internal;

/// <summary>Queues of Accounts.</summary>
public static class AccountsQueues
{
    public const string ApplyAccount = "accounts-apply-account";
    public const string ApplyAccess = "accounts-apply-access";
    public const string Replay = "accounts-replay";
    public const string Tenant = "accounts-tenant";

    /// <summary>Queue of requests. Publishers do not declare it: a request that nobody reads need not be kept.</summary>
    public const string ReadAccounts = "accounts-read-accounts";

    public static IReadOnlyList<CoreQueue> Core { get; } =
    [
        new(ApplyAccount, typeof(ApplyAccount)),
        new(ApplyAccess, typeof(AccessGroupApplied)),
        new(Replay, typeof(ReplayRequested)),
        new(Tenant, typeof(TenantConfigured)),
    ];
}
