using Scim.Bus.Accounts.Provisioning;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Accounts.Tests;

/// <summary>What a command does to an account, beside its attributes (<see cref="AttributeMappingTests"/>).</summary>
public sealed class AccountProvisioningTests
{
    private static readonly UserProfile Ann = new() { UserName = "ann.upn", WorkEmail = "ann@acme.example", GivenName = "Ann" };
    private static readonly AccountRecord Account = AccountProvisioning.Create(new AccountId(Guid.Empty), Sample.Command(Ann), default);

    private static readonly FieldEdit ActiveByHand = new("active", "pat", default);

    [Fact]
    public void A_deactivation_by_hand_stays_until_the_directory_changes_its_mind()
    {
        var edited = Account with { Active = false, Edits = [ActiveByHand] };

        var kept = edited.ApplyCommand(Sample.Command(Ann, version: 2));
        Assert.Equal((false, 1), (kept.Active, kept.Edits.Count));
        var off = kept.ApplyCommand(Sample.Command(Ann, version: 3) with { Active = false });
        var on = off.ApplyCommand(Sample.Command(Ann, version: 4));
        Assert.Equal((true, 0), (on.Active, on.Edits.Count));
    }

    [Fact]
    public void A_forced_command_overwrites_a_deactivation_by_hand()
    {
        var edited = Account with { Active = false, Edits = [ActiveByHand] };
        var forced = edited.ApplyCommand(Sample.Command(Ann, version: 2) with { OverwriteAll = true });
        Assert.Equal((true, 0), (forced.Active, forced.Edits.Count));
    }

    [Fact]
    public void A_removed_account_keeps_no_access_and_takes_every_attribute_if_it_comes_back()
    {
        var access = new AccountAccess { Group = new GroupId(Guid.NewGuid()), Permissions = ["jobs.view"], Generation = 1 };
        var removal = Sample.Command(Ann, version: 2) with { Exists = false, Active = false };
        var removed = (Account with { Access = access }).ApplyCommand(removal).WithChangeEvent(Account, default);
        Assert.Equal((true, false, AccountAccess.None with { Generation = 2 }), (removed.Removed, removed.Active, removed.Access));
        Assert.Equal(new AccountAttributes(), removed.Attributes);

        var back = removed.ApplyCommand(Sample.Command(Ann, version: 3) with { ChangedAt = Sample.Command(Ann).ChangedAt });
        Assert.Equal((false, true, Account.Attributes), (back.Removed, back.Active, back.Attributes));
    }

    [Fact]
    public void A_command_that_is_refused_still_deactivates_and_applies_nothing_else()
    {
        var command = Sample.Command(Ann with { GivenName = "Anna" }, version: 2) with { Active = false };
        var deactivated = Account.Deactivate(command);
        Assert.Equal(
            (false, Account.Attributes, 1, false),
            (deactivated.Active, deactivated.Attributes, deactivated.Provisioned.Generation, deactivated.Provisioned.Active));
    }

    [Fact]
    public void A_command_that_is_refused_and_does_not_deactivate_changes_nothing() =>
        Assert.Same(Account, Account.Deactivate(Sample.Command(Ann, version: 2)));

    [Fact]
    public void An_old_profile_does_not_lower_the_version_that_was_applied()
    {
        var newer = Account.ApplyCommand(Sample.Command(Ann, version: 5));
        Assert.Equal(5, newer.ApplyCommand(Sample.Command(Ann, version: 6) with { ProfileVersion = 2 }).Provisioned.ProfileVersion);
    }
}
