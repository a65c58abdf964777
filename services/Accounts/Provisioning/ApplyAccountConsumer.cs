using MassTransit;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Provisioning;

/// <summary>Applies the desired state of accounts.</summary>
internal sealed class ApplyAccountConsumer(AccountStore accounts, TimeProvider time) : IConsumer<ApplyAccount>
{
    public async Task Consume(ConsumeContext<ApplyAccount> context)
    {
        var command = context.Message;
        var cancellationToken = context.CancellationToken;
        var present = await accounts.OfUserAsync(command.Tenant, command.User, cancellationToken);
        if (present?.Body.Provisioned.Generation >= command.Generation)
        {
            await context.Publish(Done(command), cancellationToken);
            return;
        }

        if (command is { Exists: true, Profile.WorkEmail: null })
        {
            await RefuseAsync(context, present, mayPass: false, "The user has no e-mail address, and the userName is none.");
            return;
        }

        var taken = await SaveAsync(present ?? await BeginAsync(command, cancellationToken), command, cancellationToken);
        if (taken == AccountCollections.WorkEmail && present is null && await WithSameEmailAsync(command, cancellationToken) is { } other)
        {
            await accounts.RelinkAsync(command.Tenant, command.User, other.Body.Id, cancellationToken);
            taken = other.Body.User is null
                ? await SaveAsync(other, command, cancellationToken)
                : throw new DocumentConcurrencyException($"The account of user {command.User}");
        }

        if (taken is not null)
            await RefuseAsync(context, present, mayPass: true, $"Another account has the same {taken}.");
    }

    /// <summary>Stores the account together with the messages that it was done. Gives the unique key that is taken, or null.</summary>
    private Task<string?> SaveAsync(Document<AccountRecord> document, ApplyAccount command, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isNew = document.Revision == 0;
        var account = (isNew ? document.Body : document.Body.ApplyCommand(command)).Told(isNew ? null : document.Body, now);
        var done = PendingMessage.Create(Done(command), MessageIds.Create(command.User.Value, command.Generation, nameof(AccountApplied)), now);
        return accounts.SaveAsync(document with { Body = account with { Pending = [.. account.Pending, done] } }, cancellationToken);
    }

    /// <summary>A document for an account that is not there yet.</summary>
    private async Task<Document<AccountRecord>> BeginAsync(ApplyAccount command, CancellationToken cancellationToken)
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

    /// <summary>An account with the user's e-mail address that no user has yet, or that became this user's at this moment.</summary>
    private async Task<Document<AccountRecord>?> WithSameEmailAsync(ApplyAccount command, CancellationToken cancellationToken) =>
        (await accounts.WithEmailsAsync(command.Tenant, [command.Profile.WorkEmail!], cancellationToken))
            .FirstOrDefault(document => document.Body.User is null || document.Body.User == command.User);

    private static AccountApplied Done(ApplyAccount command) => new() { Tenant = command.Tenant, User = command.User, Generation = command.Generation };

    /// <summary>Refuses the command, except for a deactivation, which needs none of the attributes that were refused.</summary>
    private async Task RefuseAsync(ConsumeContext<ApplyAccount> context, Document<AccountRecord>? present, bool mayPass, string reason)
    {
        var command = context.Message;
        if (present is not null && present.Body.Deactivate(command) is var deactivated && deactivated != present.Body)
            await accounts.SaveAsync(present with { Body = deactivated.Told(present.Body, time.GetUtcNow()) }, context.CancellationToken);
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
