using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Accounts.Provisioning;

/// <summary>What becomes of an account by what provisioning wants: pure functions.</summary>
internal static class AccountProvisioning
{
    /// <summary>A new account for a user.</summary>
    public static AccountRecord Create(AccountId id, ApplyAccount command, DateTimeOffset now) => new AccountRecord
    {
        Id = id,
        Tenant = command.Tenant,
        Origin = AccountOrigin.Scim,
        Version = 0,
        UpdatedAt = now,
        Removed = !command.Exists,
    }.Taking(command);

    /// <summary>The account as the command wants it. The caller knows that the command is newer than what was carried out.</summary>
    public static AccountRecord Taking(this AccountRecord account, ApplyAccount command)
    {
        var known = account.Provisioned;
        return account with
        {
            User = command.User,
            Attributes = Take(account.Attributes, command, known.ProfileVersion),
            Active = command.Exists && (command.OverwriteAll || known.Active != command.Active ? command.Active : account.Active),
            Access = command.Exists ? account.Access : AccountAccess.None with { Order = account.Access.Order },
            Removed = !command.Exists,
            Provisioned = new ProvisioningMark
            {
                Order = command.Order,
                // A removed account forgets its attributes; if it ever comes back it takes all of them over.
                ProfileVersion = command.Exists ? Math.Max(known.ProfileVersion, command.ProfileVersion) : 0,
                Active = command.Active,
            },
        };
    }

    /// <summary>Takes over what changed since the profile was last taken over, so that edits by hand of anything else stay.</summary>
    private static AccountAttributes Take(AccountAttributes present, ApplyAccount command, long since)
    {
        var profile = command.Profile;
        return new AccountAttributes
        {
            WorkEmail = Newer("workEmail") ? profile.WorkEmail : present.WorkEmail,
            FirstName = Newer("givenName") ? profile.GivenName : present.FirstName,
            LastName = Newer("familyName") ? profile.FamilyName : present.LastName,
            TimeZone = Newer("timeZone") ? profile.TimeZone : present.TimeZone,
            Upn = Newer("userName") ? profile.UserName : present.Upn,
            Kind = Newer("kind") ? profile.Kind : present.Kind,
        };

        bool Newer(string attribute) => command.OverwriteAll || command.ChangedAt.GetValueOrDefault(attribute) > since;
    }
}
