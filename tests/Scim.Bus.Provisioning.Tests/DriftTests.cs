using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Comparison;
using Scim.Bus.Provisioning.Drift;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>How the drift report classifies a user and an account.</summary>
public sealed class DriftTests
{
    private static readonly DirectoryUser User = DirectoryModel.Create([]).Now()!;

    private static readonly AccountSnapshot Account = new()
    {
        Account = new AccountId(Guid.NewGuid()),
        User = DirectoryModel.User,
        State = new AccountState
        {
            WorkEmail = User.Profile.WorkEmail,
            FirstName = User.Profile.GivenName,
            Upn = User.Profile.UserName,
            Active = true,
        },
        Generation = 1,
        ProfileVersion = User.Version,
        ProvisionedActive = true,
    };

    [Fact]
    public void Quirk_25_an_account_whose_removal_was_never_sent_is_found()
    {
        var item = DriftItem.From(new ComparedUser(null, Account), new TenantSettings(), report: 1);
        Assert.Equal((DriftKind.Orphaned, DirectoryModel.User, Account.Account), (item!.Kind, item.UserId, item.AccountId));
    }

    [Fact]
    public void Case_34_accounts_that_are_missing_behind_or_edited_by_hand_are_told_apart()
    {
        var settings = new TenantSettings();
        Assert.Null(DriftItem.From(new ComparedUser(User, Account), settings, report: 1));
        Assert.Equal(DriftKind.Missing, DriftItem.From(new ComparedUser(User, null), settings, report: 1)!.Kind);
        var renamed = Account with
        {
            State = Account.State with { FirstName = "Nan" },
            Edits = [new FieldEdit("firstName", "pat", default)],
        };
        var outdated = renamed with { ProfileVersion = 0 };
        Assert.Equal(DriftKind.Behind, DriftItem.From(new ComparedUser(User, outdated), settings, report: 1)!.Kind);
        var edited = DriftItem.From(new ComparedUser(User, renamed), settings, report: 1)!;
        Assert.Equal((DriftKind.Edited, "pat"), (edited.Kind, Assert.Single(edited.Edits).By));
    }
}
