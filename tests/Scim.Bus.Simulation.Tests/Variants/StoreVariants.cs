using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Simulation.Tests.Histories;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Variants;

/// <summary>I1 broken: what follows from a change of a user is stored by a second write.</summary>
internal sealed class EventsInASecondWrite : StoreVariant<UserRecord>
{
    protected override IDocumentCollection<UserRecord> Decorate(
        IDocumentCollection<UserRecord> collection, SimulatedProcess process) => new Collection(collection);

    private sealed class Collection(IDocumentCollection<UserRecord> inner) : CollectionDecorator<UserRecord>(inner)
    {
        public override async Task<WriteResult<UserRecord>> InsertAsync(
            Document<UserRecord> document, CancellationToken cancellationToken) =>
            await ThenAsync(await Inner.InsertAsync(Without(document), cancellationToken), document, cancellationToken);

        public override async Task<WriteResult<UserRecord>> ReplaceAsync(
            Document<UserRecord> document, CancellationToken cancellationToken) =>
            await ThenAsync(await Inner.ReplaceAsync(Without(document), cancellationToken), document, cancellationToken);

        private static Document<UserRecord> Without(Document<UserRecord> document) =>
            document with { Body = document.Body.WithPending([]), DueAt = null };

        private async Task<WriteResult<UserRecord>> ThenAsync(
            WriteResult<UserRecord> first, Document<UserRecord> document, CancellationToken cancellationToken) =>
            first.Document is { } stored && document.Body.Pending.Count > 0
                ? await Inner.ReplaceAsync(document with { Revision = stored.Revision }, cancellationToken)
                : first;
    }
}

/// <summary>I4 broken: an account gets its new group first, and the group's permissions by a second write.</summary>
internal sealed class GroupBeforeItsPermissions : StoreVariant<AccountRecord>
{
    protected override IDocumentCollection<AccountRecord> Decorate(
        IDocumentCollection<AccountRecord> collection, SimulatedProcess process) => new Collection(collection);

    private sealed class Collection(IDocumentCollection<AccountRecord> inner) : CollectionDecorator<AccountRecord>(inner)
    {
        public override async Task<WriteResult<AccountRecord>> ReplaceAsync(
            Document<AccountRecord> document, CancellationToken cancellationToken)
        {
            var present = await Inner.GetAsync(document.Tenant, document.Id, cancellationToken);
            if (present is null || present.Body.Access.Group == document.Body.Access.Group)
                return await Inner.ReplaceAsync(document, cancellationToken);
            var mixture = document.Body with
            {
                Access = document.Body.Access with { Permissions = present.Body.Access.Permissions },
            };
            var first = await Inner.ReplaceAsync(document with { Body = mixture }, cancellationToken);
            return first.Document is { } stored
                ? await Inner.ReplaceAsync(document with { Revision = stored.Revision }, cancellationToken)
                : first;
        }
    }
}

/// <summary>I7 broken: whoever looks for an account in the second tenant finds those of the first too.</summary>
internal sealed class QueriesAcrossTenants : StoreVariant<AccountRecord>
{
    protected override IDocumentCollection<AccountRecord> Decorate(
        IDocumentCollection<AccountRecord> collection, SimulatedProcess process) => new Collection(collection);

    private sealed class Collection(IDocumentCollection<AccountRecord> inner) : CollectionDecorator<AccountRecord>(inner)
    {
        private static readonly TenantId First = TenantId.Parse("t1", null);
        private static readonly TenantId Second = TenantId.Parse("t2", null);

        public override async Task<IReadOnlyList<Document<AccountRecord>>> QueryAsync(
            DocumentQuery query, CancellationToken cancellationToken)
        {
            var found = await Inner.QueryAsync(query, cancellationToken);
            return query.Tenant == Second
                ? [.. found, .. await Inner.QueryAsync(query with { Tenant = First }, cancellationToken)]
                : found;
        }
    }
}

/// <summary>
/// Row 3 as it was: a saga does not keep the version of the settings that it was decided by. It matters to those who stand still, between
/// read and write, until the walk that wakes sagas after a change has passed: so every other writer does, and settings change all the time.
/// </summary>
internal sealed class SettingsReadBeforeTheWriteOnly : StoreVariant<UserProvisioningState>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    public override WorldPlan PlanOf(int seed)
    {
        var plan = base.PlanOf(seed);
        var pushes = plan.Pushes.SelectMany(push => (Push[])[push, push with { Kind = PushKind.SwitchSync }]);
        return plan with { Pushes = [.. pushes.Select((push, i) => push with { Number = i })], Faults = [] };
    }

    protected override IDocumentCollection<UserProvisioningState> Decorate(
        IDocumentCollection<UserProvisioningState> collection, SimulatedProcess process) => new Collection(collection, process);

    private sealed class Collection(IDocumentCollection<UserProvisioningState> inner, SimulatedProcess process)
        : CollectionDecorator<UserProvisioningState>(inner)
    {
        public override Task<WriteResult<UserProvisioningState>> InsertAsync(
            Document<UserProvisioningState> document, CancellationToken cancellationToken)
        {
            document.Body.SettingsVersion = null;
            return Inner.InsertAsync(document, cancellationToken);
        }

        public override Task<WriteResult<UserProvisioningState>> ReplaceAsync(
            Document<UserProvisioningState> document, CancellationToken cancellationToken)
        {
            document.Body.SettingsVersion = null;
            if (document.Revision % 2 == 0)
                process.PausedUntil ??= process.World.Clock.Now + Pause;
            return Inner.ReplaceAsync(document, cancellationToken);
        }
    }
}

/// <summary>Row 6 as it was: a refused account does not say what it waits for, so nobody lets go of anything.</summary>
internal sealed class NoLoginExchange : StoreVariant<AccountRecord>
{
    protected override IDocumentCollection<AccountRecord> Decorate(
        IDocumentCollection<AccountRecord> collection, SimulatedProcess process) => new Collection(collection);

    private sealed class Collection(IDocumentCollection<AccountRecord> inner) : CollectionDecorator<AccountRecord>(inner)
    {
        public override Task<WriteResult<AccountRecord>> ReplaceAsync(
            Document<AccountRecord> document, CancellationToken cancellationToken)
        {
            var mark = document.Body.Provisioned with { RefusedLogins = [] };
            return Inner.ReplaceAsync(document with { Body = document.Body with { Provisioned = mark } }, cancellationToken);
        }
    }
}
