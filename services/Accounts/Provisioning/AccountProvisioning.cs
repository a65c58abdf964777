using Scim.Bus.AccountMapping;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Accounts.Provisioning;

/// <summary>Applies Provisioning's commands to accounts. Pure functions.</summary>
internal static class AccountProvisioning
{
    /// <summary>Creates a user's account; a removed one if the command says that there is to be none.</summary>
    public static AccountRecord Create(
        AccountId id, ApplyAccount command, DateTimeOffset now, AccessGroupRecord? group = null) => new AccountRecord
        {
            Id = id,
            Tenant = command.Tenant,
            Origin = AccountOrigin.Scim,
            Version = 0,
            UpdatedAt = now,
            Removed = !command.Exists,
        }.ApplyCommand(command, group);

    /// <summary>Applies a command to an account. The caller has checked that the command is of a newer generation.</summary>
    /// <param name="account">The account.</param>
    /// <param name="command">The command.</param>
    /// <param name="group">Settings of the command's Access Group; null if it has none, or if they are not known yet.</param>
    public static AccountRecord ApplyCommand(this AccountRecord account, ApplyAccount command, AccessGroupRecord? group = null)
    {
        var known = account.Provisioned;
        var overwritesActive = AttributeMapping.ShouldOverwriteActive(command.Active, known.Active, command.OverwriteAll);
        return account with
        {
            User = command.User,
            Attributes = MapAttributes(account.Attributes, command, known.ProfileVersion),
            Active = command.Exists && (overwritesActive ? command.Active : account.Active),
            Edits = [.. account.Edits.Where(edit => command.Exists && !IsOverwritten(edit.Field))],
            Access = account.Access.Assign(command.Exists ? command.Group : null, command.Generation, group),
            Removed = !command.Exists,
            Provisioned = new ProvisioningMark
            {
                Generation = command.Generation,
                NewestGeneration = command.Generation,
                // A removed account forgets its attributes; if it ever comes back, all of them are applied again.
                ProfileVersion = command.Exists ? Math.Max(known.ProfileVersion, command.ProfileVersion) : 0,
                Active = command.Active,
            },
        };

        bool IsOverwritten(string field) => AttributeMapping.Find(field) is { } mapped
            ? command.ChangedAt.ShouldOverwrite(mapped, known.ProfileVersion, command.OverwriteAll)
            : overwritesActive;
    }

    /// <summary>
    /// Applies what needs no attribute of a command that can't be applied as a whole: the deactivation and the change of access. The rest
    /// of the command, its generation too, remains to be applied. The caller has checked that no newer command was applied or refused.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="command">The command.</param>
    /// <param name="group">Settings of the command's Access Group; null if it has none, or if they are not known yet.</param>
    public static AccountRecord ApplyRefused(this AccountRecord account, ApplyAccount command, AccessGroupRecord? group)
    {
        var next = account.Deactivate(command);
        return next with
        {
            Access = next.Removed ? next.Access : next.Access.Assign(command.Group, command.Generation, group),
            Provisioned = next.Provisioned with
            {
                NewestGeneration = command.Generation,
                RefusedLogins = next.Provisioned.NewestGeneration == command.Generation ? next.Provisioned.RefusedLogins : [],
            },
        };
    }

    /// <summary>
    /// Notes what the person is to log in by, so that other refused accounts can see it. The caller has checked that somebody else has one
    /// of these identifiers.
    /// </summary>
    public static AccountRecord AwaitLogins(this AccountRecord account, ApplyAccount command)
    {
        var wanted = account.ApplyCommand(command).HeldLogins().Select(identifier => identifier.Value).ToList();
        return account.Provisioned.RefusedLogins.SequenceEqual(wanted)
            ? account
            : account with { Provisioned = account.Provisioned with { RefusedLogins = wanted } };
    }

    /// <summary>Applies only the deactivation. Returns the account unchanged if the command does not deactivate it.</summary>
    public static AccountRecord Deactivate(this AccountRecord account, ApplyAccount command)
    {
        if (command.Active || !AttributeMapping.ShouldOverwriteActive(command.Active, account.Provisioned.Active, command.OverwriteAll))
            return account;
        return account with
        {
            Active = false,
            Edits = [.. account.Edits.Where(edit => edit.Field != AttributeMapping.Active)],
            Provisioned = account.Provisioned with { Active = false },
        };
    }

    /// <summary>Overwrites the attributes that changed since the profile was last applied; other manual edits survive.</summary>
    private static AccountAttributes MapAttributes(AccountAttributes present, ApplyAccount command, long since) =>
        AttributeMapping.Fields
            .Where(field => command.ChangedAt.ShouldOverwrite(field, since, command.OverwriteAll))
            .Aggregate(present, (account, field) => field.Apply(command.Profile, account));
}
