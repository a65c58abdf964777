using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Comparing;
using Scim.Bus.Provisioning.Drift;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>What the drift report makes of a user and an account.</summary>
public sealed class DriftTests
{
    private static readonly DirectoryUser User = DirectoryModel.Of([]).Now()!;

    private static readonly AccountSnapshot Account = new()
    {
        Account = new AccountId(Guid.NewGuid()),
        User = DirectoryModel.User,
        State = new AccountState { WorkEmail = User.Profile.WorkEmail, FirstName = User.Profile.GivenName, Upn = User.Profile.UserName, Active = true },
        Generation = 1,
        ProfileVersion = User.Version,
        ProvisionedActive = true,
    };

    [Fact]
    public void Quirk_25_an_account_whose_removal_was_never_sent_is_found()
    {
        var item = DriftItem.Of(new Pair(null, Account), new TenantSettings(), report: 1);
        Assert.Equal((DriftKind.Orphaned, DirectoryModel.User, Account.Account), (item!.Kind, item.UserId, item.AccountId));
    }

    [Fact]
    public void What_is_missing_behind_or_edited_is_told_apart()
    {
        var settings = new TenantSettings();
        Assert.Null(DriftItem.Of(new Pair(User, Account), settings, report: 1));
        Assert.Equal(DriftKind.Missing, DriftItem.Of(new Pair(User, null), settings, report: 1)!.Kind);
        var renamed = Account with { State = Account.State with { FirstName = "Nan" }, Edits = [new FieldEdit("firstName", "pat", default)] };
        Assert.Equal(DriftKind.Behind, DriftItem.Of(new Pair(User, renamed with { ProfileVersion = 0 }), settings, report: 1)!.Kind);
        var edited = DriftItem.Of(new Pair(User, renamed), settings, report: 1)!;
        Assert.Equal((DriftKind.Edited, "pat"), (edited.Kind, Assert.Single(edited.Edits).By));
    }
}
