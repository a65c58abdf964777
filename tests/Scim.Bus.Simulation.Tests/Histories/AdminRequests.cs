using System.Text.Json.Nodes;
using Scim.Bus.AccessGroups.Configuration;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Accounts.Api;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Ingress.Tokens;
using Scim.Bus.Provisioning.Sync;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.Simulation.Tests.Model;

namespace Scim.Bus.Simulation.Tests.Histories;

/// <summary>What admins do, below the endpoints of the admin API.</summary>
internal sealed class AdminRequests(ModelTenant model)
{
    private static readonly string[] Permissions = ["jobs.view", "jobs.edit", "candidates.view", "offers.approve"];

    public IReadOnlyList<Request> CreateTenant() =>
    [
        new()
        {
            Name = "create the tenant",
            Service = "ingress",
            SendAsync = (process, _) => process.Get<TenantStore>().TryCreateAsync(
                model.Id, new TenantSettings(), Act("ingress", "tenant.create"), default),
        },
        new()
        {
            Name = "issue a token",
            Service = "ingress",
            SendAsync = (process, _) => process.Get<TokenStore>().AddAsync(
                model.Id,
                SimulatedRequest.TokenOf(model.Id),
                new TokenTerms(Name: null, ExpiresAt: null, Addresses: []),
                Act("ingress", "token.issue"),
                default),
        },
    ];

    public Request SwitchSync(bool isAutomatic) => Settings(
        $"automatic sync {(isAutomatic ? "on" : "off")}",
        settings => settings with { AutomaticSync = isAutomatic },
        () => model.AutomaticSync = isAutomatic);

    public Request ChooseGroups(IReadOnlyList<GroupId>? groups) => Settings(
        $"groups to sync: {(groups is null ? "all" : string.Join(' ', groups))}",
        settings => settings with { GroupsToSync = groups },
        () => model.GroupsToSync = groups);

    public Request Configure(ModelGroup group, int value)
    {
        string[] permissions = [.. Permissions.Where((_, i) => ((value >> i) & 1) == 1)];
        return new Request
        {
            Name = $"configure {group.Name}: {string.Join(' ', permissions)}",
            Service = "access-groups",
            SendAsync = async (process, _) =>
            {
                var settings = new AccessSettings { Permissions = permissions, Visibilities = [], Notifications = [] };
                try
                {
                    await process.Get<ConfigureAccessGroup>().ExecuteAsync(
                        model.Id, group.Id!.Value, settings, Act("access-groups", "access-group.configure"), default);
                }
                catch (AdminException unknown) when (unknown.Status == 404)
                {
                    throw new TryAgainException(unknown.Message);
                }
            },
            Answered = () => group.Permissions = permissions,
        };
    }

    /// <summary>Writes into the account, if there is one yet.</summary>
    public Request Edit(ModelPerson person, string timeZone)
    {
        var isEdited = false;
        return new Request
        {
            Name = $"edit the account of {person.FamilyName}: {timeZone}",
            Service = "accounts",
            SendAsync = async (process, _) =>
            {
                var accounts = process.Get<AccountStore>();
                if (await accounts.FindByUserAsync(model.Id, person.Id!.Value, default) is not { Body.Removed: false } account)
                    return;
                var act = Act("accounts", "account.edit");
                var edit = new AccountEdit(new JsonObject { ["timeZone"] = timeZone }, act.Actor);
                person.TimeZones.Add(timeZone);
                var now = process.Clock.GetUtcNow();
                var result = await accounts.ChangeAsync(model.Id, account.Body.Id, Edit, default);
                result?.EnsureDone("The account");
                isEdited = true;

                AccountRecord Edit(AccountRecord present) => AccountAudit.Record(act, present, edit.Apply(present, now), now);
            },
            Answered = () =>
            {
                if (isEdited)
                    person.TimeZones.RemoveWhere(former => former != timeZone);
            },
        };
    }

    /// <summary>Makes an account by hand for somebody who is not in the directory yet.</summary>
    public Request CreateAccount(ModelPerson person) => new()
    {
        Name = $"make an account for {person.FamilyName}",
        Service = "accounts",
        SendAsync = async (process, isRepeated) =>
        {
            var act = Act("accounts", "account.create");
            var edit = new AccountEdit(new JsonObject { ["workEmail"] = person.Address, ["lastName"] = "Manual" }, act.Actor);
            var now = process.Clock.GetUtcNow();
            var account = AccountAudit.Record(act, null, edit.Create(model.Id, now), now);
            var document = new Document<AccountRecord> { Tenant = model.Id, Id = account.Id.ToString(), Body = account };
            if (await process.Get<AccountStore>().SaveAsync(document, default) is { } taken && !isRepeated)
                throw new InvalidOperationException($"{taken} is taken.");
        },
        Answered = () => person.HasManualAccount = true,
    };

    public Request Sync(bool isForced) => new()
    {
        Name = isForced ? "forced sync" : "sync",
        Service = "provisioning",
        SendAsync = async (process, _) =>
        {
            model.WasForced |= isForced;
            var runner = process.Get<SyncRunner>();
            var request = new SyncRequest(Force: isForced);
            await runner.CompareAsync(model.Id, request, default);
            await runner.StartSyncAsync(model.Id, request, Act("provisioning", "sync.start"), default);
        },
    };

    private AdminAct Act(string service, string action) =>
        new(service, action, ServiceDefaults.Authorization.Actor.OperatorKey, "192.0.2.1") { Tenant = model.Id };

    private Request Settings(string name, Func<TenantSettings, TenantSettings> change, Action answered) => new()
    {
        Name = name,
        Service = "ingress",
        SendAsync = (process, _) => process.Get<TenantStore>().ConfigureAsync(
            model.Id, change, Act("ingress", "tenant.configure"), default),
        Answered = answered,
    };
}
