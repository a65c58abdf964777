using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Provisioning.Users.Storage;

namespace Scim.Bus.Simulation.Tests.Model;

/// <summary>
/// What must be true once all is at rest: nothing waits, and directory, sagas, accounts, access, members and mails are as the model says.
/// </summary>
internal sealed class RestCheck(World world, Promises promises)
{
    private static readonly string[] Resting =
        [nameof(UserState.AwaitingProfile), nameof(UserState.InSync), nameof(UserState.OnHold), nameof(UserState.Deprovisioned)];

    public void Run()
    {
        promises.Require("Nothing is set aside", world.Network.SetAside.Count == 0, () => string.Join('\n', world.Network.SetAside));
        foreach (var message in promises.Stored)
            promises.Require("I2 Nothing lost", promises.IsTold(message), () => $"{message} was never published");
        foreach (var client in world.Clients)
            Compare(client.Model);
    }

    private void Compare(ModelTenant tenant)
    {
        var people = tenant.People.Where(person => person.Id is not null).ToList();
        foreach (var person in people)
            CompareUser(tenant, person);
        foreach (var saga in Documents(SagaCollection.Users, tenant))
            CompareSaga(saga.Body);
        foreach (var person in people)
            CompareAccount(tenant, person);
        CompareGone(tenant);
        CompareGroups(tenant);
    }

    /// <summary>The directory is what the identity provider was answered: read your writes.</summary>
    private void CompareUser(ModelTenant tenant, ModelPerson person)
    {
        var user = Documents(UserCollection.Definition, tenant).SingleOrDefault(document => document.Body.Id == person.Id)?.Body;
        Equal("Directory", $"{person} is there", true, user is { Deleted: false });
        var profile = ProfileMapping.ProfileOf(user!.Resource);
        Equal(
            "Directory",
            $"{person}'s names",
            (person.Address, person.Address, person.GivenName),
            (profile.UserName, profile.WorkEmail, profile.GivenName));
        Equal("Directory", $"{person} is active", person.IsActive, user.Active);
        var groups = user.Memberships.Where(membership => membership.IsActive).OrderBy(membership => membership.Since);
        Equal(
            "Directory",
            $"{person}'s groups",
            Text(person.Groups.Select(group => group.Id!.Value)),
            Text(groups.Select(membership => membership.Group)));
    }

    /// <summary>The account is what the directory and the settings say (I5), and whoever may log in was welcomed once.</summary>
    private void CompareAccount(ModelTenant tenant, ModelPerson person)
    {
        var own = Accounts(tenant).Where(account => account.User == person.Id).ToList();
        promises.Require("Accounts", own.Count <= 1, () => $"{person} has {own.Count} accounts");
        var isInScope = tenant.IsInScope(person);
        if (own.Count == 0)
        {
            // Whoever never was in a group to sync has none.
            promises.Require("Accounts", !isInScope, () => $"{person} has no account");
            return;
        }

        var account = own[0];
        var group = isInScope ? person.AccessGroup : null;
        var names = account.Attributes;
        Equal(
            "Accounts",
            $"{person}'s names",
            (person.Address, person.Address, person.GivenName, person.FamilyName),
            (names.WorkEmail, names.Upn, names.FirstName, names.LastName));
        Equal("Accounts", $"{person} may log in", isInScope && person.IsActive, account.Active);
        Equal("Access", $"{person}'s group", (group?.Id, group?.Name), (account.Access.Group, account.Access.DisplayName));
        Equal("Access", $"{person}'s permissions", Promises.Text(group?.Permissions ?? []), Promises.Text(account.Access.Permissions));
        promises.Require(
            "Manual edits stay",
            person.TimeZones.Contains(account.Attributes.TimeZone) || (tenant.WasForced && account.Attributes.TimeZone is null),
            () => $"{person}'s time zone is {account.Attributes.TimeZone}, edited to {string.Join(" or ", person.TimeZones)}");
        CompareMails(person, account);
    }

    private void CompareMails(ModelPerson person, AccountRecord account)
    {
        var welcomes = promises.MailsTo(person.Id!.Value, NotificationKind.Welcome);
        promises.Require("Mails", welcomes <= 1, () => $"{person} was welcomed {welcomes} times");
        promises.Require(
            "Mails",
            welcomes == 1 || !account.Active || promises.IsUncertain(person.Id!.Value, NotificationKind.Welcome),
            () => $"{person} was not welcomed");
    }

    /// <summary>Nobody who was deleted has an account, and nobody else has one but those whom an admin made one.</summary>
    private void CompareGone(ModelTenant tenant)
    {
        var people = tenant.People.Where(person => person.Id is not null).Select(person => person.Id).ToHashSet();
        foreach (var account in Accounts(tenant))
        {
            var isByHand = account.User is null
                && tenant.People.Any(person => person.HasManualAccount && person.Address == account.Attributes.WorkEmail);
            promises.Require(
                "Accounts", isByHand || people.Contains(account.User), () => $"account {account.Id} is of nobody: {account.User}");
        }
    }

    private void CompareGroups(ModelTenant tenant)
    {
        var known = Documents(AccessGroupCollections.Groups, tenant).Select(document => document.Body).ToDictionary(group => group.Id);
        var accounts = world.Database(AccountCollections.Service).Collection(AccountCollections.Accounts);
        foreach (var group in tenant.Groups.Where(group => group.Id is not null))
        {
            Equal("Access Groups", $"{group} is there", true, known.GetValueOrDefault(group.Id!.Value) is { Removed: false });
            var found = known[group.Id!.Value];
            Equal("Access Groups", $"{group}'s name", group.Name, found.DisplayName);
            Equal("Access Groups", $"{group}'s permissions", Promises.Text(group.Permissions), Promises.Text(found.Settings.Permissions));
            var members = tenant.People.Count(person => person.Id is not null && tenant.IsInScope(person) && person.AccessGroup == group);
            var counted = accounts.CountAsync(tenant.Id, AccountFields.AccessGroupIs(group.Id.Value), default).GetAwaiter().GetResult();
            Equal("Members", $"members of {group}", members, counted);
        }

        foreach (var gone in tenant.DeletedGroups)
            promises.Require("Access Groups", known.GetValueOrDefault(gone)?.Removed != false, () => $"{gone} is still there");
    }

    /// <summary>I5: no saga is at work, and none has given up.</summary>
    private void CompareSaga(UserProvisioningState saga) => promises.Require(
        "I5 The saga is a reconciler",
        Resting.Contains(saga.CurrentState)
            && (saga.CurrentState != nameof(UserState.InSync) || saga.Record.Observed.Matches(saga.Record.Desired, saga.Record.Requested)),
        () => $"the saga of {saga.User} is {saga.CurrentState}: {saga.Record.Fault?.Reason}");

    private IEnumerable<AccountRecord> Accounts(ModelTenant tenant) =>
        Documents(AccountCollections.Accounts, tenant).Select(document => document.Body).Where(account => !account.Removed);

    private IEnumerable<Document<T>> Documents<T>(CollectionDefinition<T> definition, ModelTenant tenant)
        where T : class =>
        world.Database(definition.Service).Collection(definition).All.Where(document => document.Tenant == tenant.Id);

    private static string Text(IEnumerable<GroupId> groups) => string.Join(' ', groups);

    private void Equal<T>(string promise, string what, T expected, T actual) => promises.Require(
        promise, EqualityComparer<T>.Default.Equals(expected, actual), () => $"{what}: should be {expected}, is {actual}");
}
