using MassTransit;
using Scim.Bus.Accounts.Api;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Relaying;

namespace Scim.Bus.Accounts.Provisioning;

/// <summary>Makes accounts what provisioning wants them to be.</summary>
internal sealed class ApplyAccountConsumer(AccountStore accounts, TimeProvider time) : IConsumer<ApplyAccount>
{
    public async Task Consume(ConsumeContext<ApplyAccount> context)
    {
        var command = context.Message;
        var cancellationToken = context.CancellationToken;
        var present = await accounts.OfUserAsync(command.Tenant, command.User, cancellationToken);
        if (present?.Body.Provisioned.Order >= command.Order)
        {
            await context.Publish(Done(command), cancellationToken);
            return;
        }

        if (command is { Exists: true, Profile.WorkEmail: null })
        {
            await RefuseAsync(context, mayPass: false, "The user has no e-mail address, and the userName is none.");
            return;
        }

        var taken = await SaveAsync(present ?? await BeginAsync(command, cancellationToken), command, cancellationToken);
        if (taken == AccountCollections.WorkEmail && present is null && await ManualAccountAsync(command, cancellationToken) is { } manual)
        {
            await accounts.RelinkAsync(command.Tenant, command.User, manual.Body.Id, cancellationToken);
            taken = await SaveAsync(manual, command, cancellationToken);
        }

        if (taken is not null)
            await RefuseAsync(context, mayPass: true, $"Another account has the same {taken}.");
    }

    /// <summary>Stores the account together with the messages that it was done. Gives the unique key that is taken, or null.</summary>
    private Task<string?> SaveAsync(Document<AccountRecord> document, ApplyAccount command, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isNew = document.Revision == 0;
        var account = (isNew ? document.Body : document.Body.Taking(command)).Told(isNew ? null : document.Body, now);
        var done = PendingMessage.Of(Done(command), MessageIds.Of(command.User.Value, command.Order, nameof(AccountApplied)), now);
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

    /// <summary>An account with the user's e-mail address that no user has yet.</summary>
    private async Task<Document<AccountRecord>?> ManualAccountAsync(ApplyAccount command, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = command.Tenant, Filter = AccountFields.WorkEmailIs(command.Profile.WorkEmail!), Limit = 1 };
        return (await accounts.Documents.QueryAsync(query, cancellationToken)).FirstOrDefault(document => document.Body.User is null);
    }

    private static AccountApplied Done(ApplyAccount command) => new() { Tenant = command.Tenant, User = command.User, Order = command.Order };

    private static Task RefuseAsync(ConsumeContext<ApplyAccount> context, bool mayPass, string reason) => context.Publish(
        new StepRefused
        {
            Tenant = context.Message.Tenant,
            User = context.Message.User,
            Order = context.Message.Order,
            MayPass = mayPass,
            Reason = reason,
        },
        context.CancellationToken);
}
