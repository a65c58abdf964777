using MassTransit;
using Scim.Bus.Accounts.Access;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;
using Scim.Protocol.Identifiers;

namespace Scim.Bus.Accounts.Provisioning;

/// <summary>Brings a user's account and its access into the desired state, or refuses to.</summary>
internal sealed class ApplyAccountConsumer(
    AccountStore accounts, AccessJoin access, LoginExchange exchange, TimeProvider time, ILogger<ApplyAccountConsumer> logger)
    : IConsumer<ApplyAccount>
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
            await context.PublishInTimeAsync(Confirm(command, present.Body));
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

        var document = present ?? await LinkManualAsync(command, cancellationToken);
        if (await SaveAsync(document, command, group, cancellationToken) is not { } taken)
            return;
        if (document is not null
            && await exchange.TryCompleteAsync(document.Body.AwaitLogins(command), cancellationToken)
            && await SaveAsync(document, command, group, cancellationToken) is null)
            return;
        await RefuseAsync(context, present, group, mayPass: true, await DescribeAsync(taken, command, cancellationToken));
    }

    /// <summary>Stores the account as the command says. Returns the login identifier that is taken, or null.</summary>
    private async Task<string?> SaveAsync(
        Document<AccountRecord>? present, ApplyAccount command, AccessGroupRecord? group, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = AccountStore.IdOf(command.User);
        var account = present?.Body.ApplyCommand(command, group) ?? AccountProvisioning.Create(id, command, now, group);
        account = account.WithChangeEvent(present?.Body, now);
        var confirmation = AccountMessages.Applied(account, command.User, now);
        account = account with { Pending = [.. account.Pending, confirmation, .. Request(command, group, now)] };
        var document = present ?? new Document<AccountRecord> { Tenant = command.Tenant, Id = id.ToString(), Body = account };
        if (await accounts.SaveAsync(document with { Body = account }, cancellationToken) is { } duplicate)
            return duplicate;
        await access.RefreshAsync(account, cancellationToken);
        return null;
    }

    /// <summary>Asks for the settings of a group that there is no copy of: it is new, or the copy was lost.</summary>
    private static IEnumerable<PendingMessage> Request(ApplyAccount command, AccessGroupRecord? group, DateTimeOffset now) =>
        command.Group is { } wanted && group is null
            ? [AccountMessages.SettingsRequest(command.Tenant, command.User, wanted, command.Generation, now)]
            : [];

    /// <summary>Links the user to the account made by hand with the user's work e-mail, and returns it; null if there is none.</summary>
    private async Task<Document<AccountRecord>?> LinkManualAsync(ApplyAccount command, CancellationToken cancellationToken)
    {
        if (!command.Exists)
            return null;
        var found = await accounts.FindLinkableAsync(command.Tenant, [command.Profile.WorkEmail!], cancellationToken);
        if (found.Values.SingleOrDefault() is not { } manual)
            return null;
        await accounts.LinkAsync(command.Tenant, command.User, manual.Body.Id, cancellationToken);
        return manual;
    }

    private static AccountApplied Confirm(ApplyAccount command, AccountRecord account) => new()
    {
        Tenant = command.Tenant,
        User = command.User,
        Generation = command.Generation,
        AccessGroupName = account.Access.DisplayName,
    };

    /// <summary>Names the other account by its id only: the text goes into the provisioning log, which has no personal data (I8).</summary>
    private async Task<string> DescribeAsync(string taken, ApplyAccount command, CancellationToken cancellationToken)
    {
        var name = CanonicalKey.From(command.Profile.WorkEmail!).Value == taken ? "work e-mail" : "UPN";
        var holder = await accounts.FindHolderAsync(command.Tenant, taken, cancellationToken);
        return holder is null
            ? $"The user's {name} already belongs to another account."
            : $"The user's {name} already belongs to another account: {holder.Id}.";
    }

    /// <summary>Refuses the command. What needs none of the refused attributes is applied all the same.</summary>
    private async Task RefuseAsync(
        ConsumeContext<ApplyAccount> context, Document<AccountRecord>? present, AccessGroupRecord? group, bool mayPass, string reason)
    {
        var command = context.Message;
        var now = time.GetUtcNow();
        var account = present?.Body.ApplyRefused(command, group);
        if (mayPass)
            account = account?.AwaitLogins(command);
        if (present is not null && account != present.Body)
        {
            var changed = account!.WithChangeEvent(present.Body, now);
            changed = changed with { Pending = [.. changed.Pending, .. Request(command, group, now)] };
            if (await accounts.SaveAsync(present with { Body = changed }, context.CancellationToken) is { } key)
                throw new InvalidOperationException($"A change of access changes no unique key, but '{key}' is taken.");
            await access.RefreshAsync(changed, context.CancellationToken);
        }

        await context.PublishInTimeAsync(new CommandRefused
        {
            Tenant = command.Tenant,
            User = command.User,
            Generation = command.Generation,
            MayPass = mayPass,
            Reason = reason,
            AccessApplied = account is { Removed: false },
            AccessGroupName = account?.Access.DisplayName,
        });
    }
}
