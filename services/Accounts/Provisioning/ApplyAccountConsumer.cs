using MassTransit;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Provisioning;

/// <summary>Brings a user's account into the desired state, or refuses to.</summary>
internal sealed class ApplyAccountConsumer(AccountStore accounts, TimeProvider time) : IConsumer<ApplyAccount>
{
    public async Task Consume(ConsumeContext<ApplyAccount> context)
    {
        var command = context.Message;
        var cancellationToken = context.CancellationToken;
        var present = await accounts.FindByUserAsync(command.Tenant, command.User, cancellationToken);
        if (present?.Body.Provisioned.Generation >= command.Generation)
        {
            await context.Publish(Confirm(command), cancellationToken);
            return;
        }

        if (command is { Exists: true, Profile.WorkEmail: null })
        {
            const string Reason = "The user has no work e-mail address, and the userName is not an e-mail address either.";
            await RefuseAsync(context, present, mayPass: false, Reason);
            return;
        }

        var duplicate = await SaveAsync(present ?? await NewAsync(command, cancellationToken), command, cancellationToken);
        if (duplicate == AccountCollections.WorkEmail
            && present is null
            && await FindSameEmailAsync(command, cancellationToken) is { } other)
        {
            await accounts.RelinkAsync(command.Tenant, command.User, other.Body.Id, cancellationToken);
            duplicate = other.Body.User is null
                ? await SaveAsync(other, command, cancellationToken)
                : throw new DocumentConcurrencyException($"The account of user {command.User}");
        }

        if (duplicate is not null)
            await RefuseAsync(context, present, mayPass: true, await DescribeAsync(duplicate, command, cancellationToken));
    }

    /// <summary>Applies the command and stores the account with its messages. Returns the unique key that is taken, or null.</summary>
    private Task<string?> SaveAsync(Document<AccountRecord> document, ApplyAccount command, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isNew = document.Revision == 0;
        var account = (isNew ? document.Body : document.Body.ApplyCommand(command)).WithChangeEvent(isNew ? null : document.Body, now);
        var messageId = MessageIds.Create(command.User.Value, command.Generation, nameof(AccountApplied));
        var pending = account.Pending.Append(PendingMessage.Create(Confirm(command), messageId, now));
        return accounts.SaveAsync(document with { Body = account with { Pending = [.. pending] } }, cancellationToken);
    }

    /// <summary>Links the user to a new account, and returns that account's document, not stored yet.</summary>
    private async Task<Document<AccountRecord>> NewAsync(ApplyAccount command, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = await accounts.LinkAsync(command.Tenant, command.User, new AccountId(Guid.CreateVersion7(now)), cancellationToken);
        return new Document<AccountRecord>
        {
            Tenant = command.Tenant,
            Id = id.ToString(),
            Body = AccountProvisioning.Create(id, command, now),
        };
    }

    /// <summary>Finds the account with the user's work e-mail, if it has no user or a concurrent command has just linked it.</summary>
    private async Task<Document<AccountRecord>?> FindSameEmailAsync(ApplyAccount command, CancellationToken cancellationToken) =>
        (await accounts.FindByEmailsAsync(command.Tenant, [command.Profile.WorkEmail!], cancellationToken))
            .FirstOrDefault(document => document.Body.User is null || document.Body.User == command.User);

    private static AccountApplied Confirm(ApplyAccount command) =>
        new() { Tenant = command.Tenant, User = command.User, Generation = command.Generation };

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

    /// <summary>Refuses the command. A deactivation is applied all the same, because it needs none of the refused attributes.</summary>
    private async Task RefuseAsync(ConsumeContext<ApplyAccount> context, Document<AccountRecord>? present, bool mayPass, string reason)
    {
        var command = context.Message;
        if (present is not null && present.Body.Deactivate(command) is var deactivated && deactivated != present.Body)
        {
            var changed = deactivated.WithChangeEvent(present.Body, time.GetUtcNow());
            await accounts.SaveAsync(present with { Body = changed }, context.CancellationToken);
        }

        await context.Publish(
            new StepRefused
            {
                Tenant = command.Tenant,
                User = command.User,
                Generation = command.Generation,
                MayPass = mayPass,
                Reason = reason,
            },
            context.CancellationToken);
    }
}
