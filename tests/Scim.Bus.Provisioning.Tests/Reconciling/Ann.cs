using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests.Reconciling;

/// <summary>The saga of a user as a plain record: messages and decisions make the next one of it, without machine, store or bus.</summary>
internal static class Ann
{
    public static readonly GroupId A = DirectoryModel.Groups[0];
    public static readonly GroupId B = DirectoryModel.Groups[1];

    public static readonly TenantSettings Automatic = new();
    public static readonly TenantSettings Manual = new() { AutomaticSync = false };

    /// <summary>The time of day is an hour ahead of the clock of timers, to tell them apart.</summary>
    public static readonly Moment Now = new(
        new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));

    public static ProvisioningOptions Options { get; } = new()
    {
        AnswerTimeout = TimeSpan.FromSeconds(30),
        FirstRetry = TimeSpan.FromSeconds(1),
        LongestWait = TimeSpan.FromMinutes(3),
        MaxAttempts = 3,
        RemovalGrace = TimeSpan.FromSeconds(5),
    };

    /// <summary>Ann as the directory has her.</summary>
    public static DirectoryUser InDirectory { get; } = new()
    {
        User = DirectoryModel.User,
        Version = 5,
        Profile = new UserProfile
        {
            UserName = "ann",
            WorkEmail = "ann@acme.example",
            GivenName = "Ann",
            FamilyName = "Lee",
            TimeZone = "Europe/Berlin",
            Kind = AccountKind.ExternalRecruiter,
        },
        ChangedAt = new Dictionary<string, long> { ["userName"] = 1, ["givenName"] = 5 },
        Active = true,
        AssignmentVersion = 4,
        EffectiveGroup = A,
    };

    /// <summary>The directory has reported her, as a member of A; nothing was decided yet.</summary>
    public static ProvisioningRecord Reported { get; } = new ProvisioningRecord
    {
        Tenant = DirectoryModel.Tenant,
        User = DirectoryModel.User,
        Profile = ProfileSnapshot.From(InDirectory),
        Membership = MembershipSnapshot.From(InDirectory),
    };

    /// <summary>Her account was asked for, and Accounts has not answered.</summary>
    public static ProvisioningRecord Applying => Reported.Next();

    /// <summary>Her account is what it should be.</summary>
    public static ProvisioningRecord InSync => Applying.Confirm().Next();

    /// <summary>Her account was refused until the saga gave up, for a reason that may pass.</summary>
    public static ProvisioningRecord Faulted => Applying.Refuse(mayPass: true, attempts: Options.MaxAttempts).Next();

    /// <summary>A moment that is later by a time.</summary>
    public static Moment In(TimeSpan time) => new(Now.TimeOfDay + time, Now.Due + time);

    public static Decision Decide(this ProvisioningRecord record, TenantSettings? settings = null, Moment? now = null) =>
        new UserReconciler(Options).Reconcile(record, settings ?? Automatic, now ?? Now);

    /// <summary>The record after a decision.</summary>
    public static ProvisioningRecord Next(this ProvisioningRecord record, TenantSettings? settings = null, Moment? now = null) =>
        record.Decide(settings, now).Record;

    /// <summary>The record after a command was sent, confirmed and, if need be, mailed.</summary>
    public static ProvisioningRecord CarryOut(this ProvisioningRecord record, TenantSettings? settings = null) =>
        record.Next(settings).Confirm().Next((settings ?? Automatic) with { RemovalGraceSeconds = 0 });

    public static ProvisioningRecord Rename(this ProvisioningRecord record) => record.Apply(new UserUpdated
    {
        Tenant = record.Tenant,
        User = record.User,
        Version = record.Profile!.Version + 1,
        Profile = record.Profile.Profile with { GivenName = "Anna" },
        ChangedAt = new Dictionary<string, long>(record.Profile.ChangedAt) { ["givenName"] = record.Profile.Version + 1 },
        Active = record.Profile.Active,
        Changed = ["name.givenName"],
        OccurredAt = Now.TimeOfDay,
    });

    public static ProvisioningRecord Deactivate(this ProvisioningRecord record) => record.Deprovision(DeprovisioningReason.Deactivated);

    public static ProvisioningRecord Delete(this ProvisioningRecord record) => record.Deprovision(DeprovisioningReason.Deleted);

    public static ProvisioningRecord Join(this ProvisioningRecord record, GroupId? group) => record.Apply(new AssignmentChanged
    {
        Tenant = record.Tenant,
        Assignment = new MemberAssignment
        {
            User = record.User,
            Version = (record.Membership?.Version ?? 0) + 1,
            EffectiveGroup = group,
        },
    });

    public static ProvisioningRecord Leave(this ProvisioningRecord record) => record.Join(null);

    /// <summary>A manual sync has found a difference.</summary>
    public static SyncUser Sync(bool force = false, long accountGeneration = 0) => new()
    {
        Tenant = DirectoryModel.Tenant,
        User = DirectoryModel.User,
        Sync = new Guid(1, 2, 3, new byte[8]),
        Directory = InDirectory,
        HasAccount = true,
        AccountGeneration = accountGeneration,
        Force = force,
    };

    /// <summary>Accounts answers that the last command was carried out.</summary>
    public static ProvisioningRecord Confirm(this ProvisioningRecord record) => record.Apply(new AccountApplied
    {
        Tenant = record.Tenant,
        User = record.User,
        Generation = record.Requested.Generation,
        AccessGroupName = record.Requested.Group is null ? null : "Recruiters",
    });

    /// <summary>Accounts refuses the outstanding command.</summary>
    public static ProvisioningRecord Refuse(this ProvisioningRecord record, bool mayPass, int? attempts = null)
    {
        var command = record.Outstanding! with { Attempts = attempts ?? record.Outstanding.Attempts };
        return (record with { Outstanding = command }).Apply(new CommandRefused
        {
            Tenant = record.Tenant,
            User = record.User,
            Generation = command.Generation,
            MayPass = mayPass,
            Reason = "The work e-mail belongs to Bob.",
        });
    }

    private static ProvisioningRecord Deprovision(this ProvisioningRecord record, DeprovisioningReason reason) =>
        record.Apply(new UserDeprovisioned
        {
            Tenant = record.Tenant,
            User = record.User,
            Version = record.Profile!.Version + 1,
            Reason = reason,
            Profile = record.Profile.Profile,
            ChangedAt = record.Profile.ChangedAt,
            OccurredAt = Now.TimeOfDay,
        });
}
