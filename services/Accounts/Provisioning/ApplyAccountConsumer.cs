using MassTransit;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Protocol.Identifiers;

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

        var document = present ?? await LinkManualAsync(command, cancellationToken) ?? await NewAsync(command, cancellationToken);
        if (await SaveAsync(document, command, cancellationToken) is { } taken)
            await RefuseAsync(context, present, mayPass: true, await DescribeAsync(taken, command, cancellationToken));
    }

    /// <summary>Applies the command and stores the account with its messages. Returns the identifier that is taken, or null.</summary>
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

    /// <summary>Links the user to the account made by hand with the user's work e-mail, and returns it; null if there is none.</summary>
    private async Task<Document<AccountRecord>?> LinkManualAsync(ApplyAccount command, CancellationToken cancellationToken)
    {
        if (!command.Exists)
            return null;
        var found = await accounts.FindLinkableAsync(command.Tenant, [command.Profile.WorkEmail!], cancellationToken);
        if (found.Values.SingleOrDefault() is not { } manual)
            return null;
        var linked = await accounts.LinkAsync(command.Tenant, command.User, manual.Body.Id, cancellationToken);
        if (linked != manual.Body.Id)
            await accounts.RelinkAsync(command.Tenant, command.User, manual.Body.Id, cancellationToken);
        return manual;
    }

    private static AccountApplied Confirm(ApplyAccount command) =>
        new() { Tenant = command.Tenant, User = command.User, Generation = command.Generation };

    /// <summary>Names the other account by its id only: the text goes into the provisioning log, which has no personal data (I8).</summary>
    private async Task<string> DescribeAsync(string taken, ApplyAccount command, CancellationToken cancellationToken)
    {
        var name = CanonicalKey.From(command.Profile.WorkEmail!).Value == taken ? "work e-mail" : "UPN";
        var holder = await accounts.FindHolderAsync(command.Tenant, taken, cancellationToken);
        return holder is null
            ? $"The user's {name} already belongs to another account."
            : $"The user's {name} already belongs to another account: {holder.Id}.";
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
