using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests.Reconciling;

/// <summary>What a message adds to what is known (I3): only what is newer.</summary>
public sealed class FactTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_membership_that_is_not_newer_changes_nothing(int difference)
    {
        var inSync = Ann.InSync;
        Assert.Equal(inSync, inSync.Apply(Membership(inSync.Membership!.Version + difference, Ann.B)));
    }

    [Fact]
    public void A_newer_membership_counts()
    {
        var inSync = Ann.InSync;
        var version = inSync.Membership!.Version + 1;
        Assert.Equal(new MembershipSnapshot { Version = version, Group = Ann.B }, inSync.Apply(Membership(version, Ann.B)).Membership);
        Assert.Equal(
            new MembershipSnapshot { Version = 1, Group = Ann.B },
            new ProvisioningRecord().Apply(Membership(1, Ann.B)).Membership);
    }

    [Fact]
    public void A_deletion_that_is_repeated_brings_no_data_back()
    {
        var deleted = Ann.InSync.Delete();
        var forgotten = deleted.Next().Confirm().Next(new TenantSettings { RemovalGraceSeconds = 0 });
        Assert.Equal(new UserProfile { UserName = "" }, forgotten.Profile!.Profile);
        var repeated = forgotten.Apply(new UserDeprovisioned
        {
            Tenant = DirectoryModel.Tenant,
            User = DirectoryModel.User,
            Version = deleted.Profile!.Version,
            Reason = DeprovisioningReason.Deleted,
            Profile = Ann.InDirectory.Profile,
            ChangedAt = Ann.InDirectory.ChangedAt,
            OccurredAt = Ann.Now.TimeOfDay,
        });
        Assert.Equal(forgotten, repeated);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Access_counts_as_changed_by_a_refused_command_only_if_accounts_says_so(bool accessApplied)
    {
        var moving = Ann.InSync.Join(Ann.B).Next();
        var refused = moving.Apply(new CommandRefused
        {
            Tenant = DirectoryModel.Tenant,
            User = DirectoryModel.User,
            Generation = 2,
            MayPass = true,
            Reason = "busy",
            AccessApplied = accessApplied,
            AccessGroupName = "Interviewers",
        });
        Assert.Equal(
            accessApplied ? (Ann.B, "Interviewers") : (Ann.A, "Recruiters"),
            (refused.Observed.Group!.Value, refused.Observed.GroupName));
        Assert.Equal((1, new Refusal("busy", MayPass: true)), (refused.Observed.Generation, refused.Outstanding!.Refusal));
    }

    [Fact]
    public void An_answer_to_another_generation_confirms_nothing()
    {
        var applying = Ann.Applying.Rename().Next();
        var late = new AccountApplied { Tenant = DirectoryModel.Tenant, User = DirectoryModel.User, Generation = 1 };
        Assert.Same(applying, applying.Apply(late));
    }

    [Fact]
    public void The_earliest_timer_is_the_next_one()
    {
        var (first, second) = (Ann.In(TimeSpan.FromSeconds(1)).Due, Ann.In(TimeSpan.FromSeconds(2)).Due);
        Assert.Null(new ProvisioningRecord().NextDueAt);
        Assert.Equal(first, new ProvisioningRecord { NotifyAt = first, RevokeAccessAt = second }.NextDueAt);
        Assert.Equal(first, new ProvisioningRecord { RevokeAccessAt = first, NotifyAt = second }.NextDueAt);
        Assert.Equal(first, new ProvisioningRecord { Outstanding = new(1, 1, first), NotifyAt = second }.NextDueAt);
        Assert.Equal(first, new ProvisioningRecord { Fault = new(1, "", 1, first), NotifyAt = second }.NextDueAt);
    }

    private static AssignmentChanged Membership(long version, GroupId group) => new()
    {
        Tenant = DirectoryModel.Tenant,
        Assignment = new MemberAssignment { User = DirectoryModel.User, Version = version, EffectiveGroup = group },
    };
}
