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
        var takesActive = TakeOver.TakesActive(command.Active, known.Active, command.OverwriteAll);
        return account with
        {
            User = command.User,
            Attributes = Take(account.Attributes, command, known.ProfileVersion),
            Active = command.Exists && (takesActive ? command.Active : account.Active),
            Edits = [.. account.Edits.Where(edit => command.Exists && !IsOverwritten(edit.Field))],
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

        bool IsOverwritten(string field) => TakeOver.Fields.FirstOrDefault(taken => taken.Name == field) is { } taken
            ? command.ChangedAt.Takes(taken.Attribute, known.ProfileVersion, command.OverwriteAll)
            : takesActive;
    }

    /// <summary>
    /// The account of a person who is to be let in no more, if the command says so and can't be carried out otherwise; else the account as it is. The command's order and
    /// attributes stay to be taken over.
    /// </summary>
    public static AccountRecord Closing(this AccountRecord account, ApplyAccount command)
    {
        if (command.Active || !TakeOver.TakesActive(command.Active, account.Provisioned.Active, command.OverwriteAll))
            return account;
        return account with
        {
            Active = false,
            Edits = [.. account.Edits.Where(edit => edit.Field != TakeOver.Active)],
            Provisioned = account.Provisioned with { Active = false },
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

        bool Newer(string attribute) => command.ChangedAt.Takes(attribute, since, command.OverwriteAll);
    }
}
