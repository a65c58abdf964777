using MassTransit;
using Scim.Bus.Accounts.Access;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Provisioning;

/// <summary>Brings a user's account and its access into the desired state, or refuses to.</summary>
internal sealed class ApplyAccountConsumer(
    AccountStore accounts, AccessJoin access, TimeProvider time, ILogger<ApplyAccountConsumer> logger) : IConsumer<ApplyAccount>
{
    /// <remarks>Commands about one user wait for each other: concurrent ones would only have to be repeated.</remarks>
    public async Task Consume(ConsumeContext<ApplyAccount> context)
    {
        using var userLock = await accounts.LockAsync(context.Message.User, context.CancellationToken);
        await ConflictRetry.RunAsync(accounts.Documents.Definition, () => ApplyAsync(context), logger, context.CancellationToken);
    }

    private async Task ApplyAsync(ConsumeContext<ApplyAccount> context)
    {
        var command = context.Message;
        var cancellationToken = context.CancellationToken;
        var present = await accounts.FindByUserAsync(command.Tenant, command.User, cancellationToken);
        if (present?.Body.Provisioned.Generation >= command.Generation)
        {
            await access.RefreshAsync(present.Body, cancellationToken);
            await context.Publish(Confirm(command, present.Body), cancellationToken);
            return;
        }

        // A newer command was refused meanwhile. The saga waits for the answer to that one.
        if (present?.Body.Provisioned.NewestGeneration > command.Generation)
            return;
        var group = await access.FindAsync(command.Tenant, command.Group, cancellationToken);
        if (command is { Exists: true, Profile.WorkEmail: null })
        {
            const string Reason = "The user has no work e-mail address, and the userName is not an e-mail address either.";
            await RefuseAsync(context, present, group, mayPass: false, Reason);
            return;
        }

        if (await ApplyAsync(present, command, group, cancellationToken) is { } duplicate)
            await RefuseAsync(context, present, group, mayPass: true, await DescribeAsync(duplicate, command, cancellationToken));
    }

    /// <summary>Stores the account as the command says. Returns the unique key that is taken, or null.</summary>
    private async Task<string?> ApplyAsync(
        Document<AccountRecord>? present, ApplyAccount command, AccessGroupRecord? group, CancellationToken cancellationToken)
    {
        var duplicate = await SaveAsync(present, command, group, cancellationToken);
        if (duplicate != AccountCollections.WorkEmail || present is not null)
            return duplicate;
        if (await FindSameEmailAsync(command, cancellationToken) is not { } other)
            return duplicate;
        if (other.Body.User is not null)
            throw new DocumentConcurrencyException($"The account of user {command.User}");
        await accounts.LinkAsync(command.Tenant, command.User, other.Body.Id, cancellationToken);
        return await SaveAsync(other, command, group, cancellationToken);
    }

    private async Task<string?> SaveAsync(
        Document<AccountRecord>? present, ApplyAccount command, AccessGroupRecord? group, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = AccountStore.IdOf(command.User);
        var account = present?.Body.ApplyCommand(command, group) ?? AccountProvisioning.Create(id, command, now, group);
        account = account.WithChangeEvent(present?.Body, now);
        var confirmation = PendingMessage.Create(
            Confirm(command, account), MessageIds.Create(command.User.Value, command.Generation, nameof(AccountApplied)), now);
        account = account with { Pending = [.. account.Pending, confirmation, .. Request(command, group, now)] };
        var document = present ?? new Document<AccountRecord> { Tenant = command.Tenant, Id = id.ToString(), Body = account };
        if (await accounts.SaveAsync(document with { Body = account }, cancellationToken) is { } duplicate)
            return duplicate;
        await access.RefreshAsync(account, cancellationToken);
        return null;
    }

    /// <summary>Asks for the settings of a group that there is no copy of: it is new, or the copy was lost.</summary>
    private static IEnumerable<PendingMessage> Request(ApplyAccount command, AccessGroupRecord? group, DateTimeOffset now)
    {
        if (command.Group is not { } wanted || group is not null)
            return [];
        var message = new RequestAccessGroupSettings { Tenant = command.Tenant, Group = wanted };
        var id = MessageIds.Create(command.User.Value, command.Generation, nameof(RequestAccessGroupSettings));
        return [PendingMessage.Create(message, id, now)];
    }

    /// <summary>Finds the account with the user's work e-mail, if it has no user or a concurrent command has just linked it.</summary>
    private async Task<Document<AccountRecord>?> FindSameEmailAsync(ApplyAccount command, CancellationToken cancellationToken) =>
        (await accounts.FindByEmailsAsync(command.Tenant, [command.Profile.WorkEmail!], cancellationToken))
            .FirstOrDefault(document => document.Body.User is null || document.Body.User == command.User);

    private static AccountApplied Confirm(ApplyAccount command, AccountRecord account) => new()
    {
        Tenant = command.Tenant,
        User = command.User,
        Generation = command.Generation,
        AccessGroupName = account.Access.DisplayName,
    };

    /// <summary>Names the other account by its id only: the text goes into the provisioning log, which has no personal data (I8).</summary>
    private async Task<string> DescribeAsync(string duplicateKey, ApplyAccount command, CancellationToken cancellationToken)
    {
        var (name, value) = duplicateKey == AccountCollections.Upn
            ? ("UPN", command.Profile.UserName)
            : ("work e-mail", command.Profile.WorkEmail!);
        var owner = await accounts.FindByKeyAsync(command.Tenant, duplicateKey, value, cancellationToken);
        return owner is null
            ? $"The user's {name} already belongs to another account."
            : $"The user's {name} already belongs to another account: {owner.Id}.";
    }

    /// <summary>Refuses the command. What needs none of the refused attributes is applied all the same.</summary>
    private async Task RefuseAsync(
        ConsumeContext<ApplyAccount> context, Document<AccountRecord>? present, AccessGroupRecord? group, bool mayPass, string reason)
    {
        var command = context.Message;
        var now = time.GetUtcNow();
        var account = present?.Body.ApplyRefused(command, group);
        if (present is not null && account != present.Body)
        {
            var changed = account!.WithChangeEvent(present.Body, now);
            changed = changed with { Pending = [.. changed.Pending, .. Request(command, group, now)] };
            if (await accounts.SaveAsync(present with { Body = changed }, context.CancellationToken) is { } key)
                throw new InvalidOperationException($"A change of access changes no unique key, but '{key}' is taken.");
            await access.RefreshAsync(changed, context.CancellationToken);
        }

        await context.Publish(
            new StepRefused
            {
                Tenant = command.Tenant,
                User = command.User,
                Generation = command.Generation,
                MayPass = mayPass,
                Reason = reason,
                AccessApplied = account is { Removed: false },
                AccessGroupName = account?.Access.DisplayName,
            },
            context.CancellationToken);
    }
}
