using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Notifications.Tests;

/// <summary>Messages with defaults for everything that a test does not care about.</summary>
internal static class Messages
{
    /// <summary>22:30 in London, and already the next day in Tokyo.</summary>
    private static readonly DateTimeOffset Then = new(2029, 6, 30, 21, 30, 0, TimeSpan.Zero);

    public static NotifyPerson Notify(TenantId tenant, string email, NotificationKind kind = NotificationKind.Welcome) => new()
    {
        Tenant = tenant,
        User = new UserId(Guid.NewGuid()),
        Generation = 1,
        Kind = kind,
        Email = email,
        Name = "Ann Lee",
        TimeZone = "Europe/London",
        AccessGroup = "Hiring Managers",
        OccurredAt = Then,
    };

    public static GroupProvisioned Group(TenantId tenant, GroupId group, string name) =>
        new() { Tenant = tenant, Group = group, Version = 1, DisplayName = name, OccurredAt = Then };

    public static GroupUpdated Renamed(TenantId tenant, GroupId group, long version, string name) =>
        new() { Tenant = tenant, Group = group, Version = version, DisplayName = name, Changed = ["displayName"], OccurredAt = Then };

    public static AccessGroupConfigured Configured(TenantId tenant, GroupId group, string name) => new()
    {
        Tenant = tenant,
        Group = group,
        Version = 2,
        DisplayName = name,
        Permissions = [],
        Visibilities = [],
        Notifications = [],
        OccurredAt = Then,
    };

    public static GroupDeprovisioned Deleted(TenantId tenant, GroupId group, string name) =>
        new() { Tenant = tenant, Group = group, Version = 2, DisplayName = name, OccurredAt = Then };

    public static AccessGroupConflictDetected Conflict(
        TenantId tenant, UserId user, long version, GroupId effective, GroupId other, string? name = null) => new()
        {
            Tenant = tenant,
            User = user,
            UserName = name,
            Version = version,
            EffectiveGroup = effective,
            OtherGroups = [other],
            OccurredAt = Then,
        };

    public static AccessGroupConflictResolved Resolved(TenantId tenant, UserId user, long version) =>
        new() { Tenant = tenant, User = user, Version = version };

    public static ProvisioningFailed Failed(TenantId tenant, UserId user, string reason, string? name = null, int seconds = 0) => new()
    {
        Tenant = tenant,
        User = user,
        UserName = name,
        Step = "account",
        Reason = reason,
        Attempts = 3,
        OccurredAt = Then.AddSeconds(seconds),
    };

    public static TokenExpiring Expiring(TenantId tenant, string name) =>
        new() { Tenant = tenant, Token = Guid.NewGuid(), Name = name, ExpiresAt = Then };

    public static ConnectionAlert Alert(TenantId tenant, ConnectionTrouble trouble, int hours = 0) => new()
    {
        Tenant = tenant,
        Trouble = trouble,
        Since = Then.AddHours(hours),
        Refusals = 12,
        Reason = "The token has expired",
        Advice = "Issue a new one.",
    };

    public static DeactivationRefused Refused(TenantId tenant, UserId user, long version, string reason, string? name = null) => new()
    {
        Tenant = tenant,
        User = user,
        UserName = name,
        Version = version,
        Status = 400,
        ScimType = "invalidValue",
        Reason = reason,
        OccurredAt = Then,
    };

    public static UserDeprovisioned Deactivated(TenantId tenant, UserId user, long version) => new()
    {
        Tenant = tenant,
        User = user,
        Version = version,
        Reason = DeprovisioningReason.Deactivated,
        Profile = new UserProfile { UserName = "leaver" },
        ChangedAt = new Dictionary<string, long>(),
        OccurredAt = Then,
    };

    public static GroupId NewGroup() => new(Guid.NewGuid());

    public static UserId NewUser() => new(Guid.NewGuid());
}
