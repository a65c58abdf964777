using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Scim.Bus.Accounts.Provisioning;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>
/// Simulation of a saga with Accounts, AccessGroups and Notifications, on a bus that delivers in any order and more than once. The saga and
/// the accounts run the real code.
/// </summary>
internal sealed partial class World
{
    private readonly ProvisioningOptions _options = new();
    private readonly FakeTimeProvider _time = new();
    private readonly UserReconciler _reconciler;
    private readonly List<object> _bus;
    private readonly HashSet<(long, NotificationKind)> _mailed = [];
    private long _assignmentGeneration;

    public World(IEnumerable<object> messages)
    {
        _reconciler = new UserReconciler(_options, _time);
        _bus = [.. messages];
    }

    public UserProvisioningState Saga { get; private set; } = new()
    {
        CorrelationId = DirectoryModel.User.Value,
        Tenant = DirectoryModel.Tenant,
    };

    public AccountRecord? Account { get; set; }

    /// <summary>The mails that Notifications sent: each kind once for a generation.</summary>
    public List<NotificationKind> Mails { get; } = [];

    /// <summary>The desired Access Group, as last assigned in AccessGroups.</summary>
    public GroupId? AssignedGroup { get; private set; }

    /// <summary>True to have Accounts refuse changes of existing accounts, as if another account had the work e-mail.</summary>
    public bool RefusesAccounts { get; set; }

    public TenantSettings Settings { get; set; } = new();

    /// <summary>Every access that the account has had.</summary>
    public List<AccountAccess> AccessHistory { get; } = [];

    public UserState State { get; private set; }

    /// <summary>The transitions of the saga: from a state (null at the beginning), on a message, to a state.</summary>
    public HashSet<(UserState? From, string On, UserState To)> Steps { get; } = [];

    public bool IsQuiet => _bus.Count == 0 && Saga.NextDueAt is null;

    /// <summary>The account as Accounts answers <see cref="ReadAccounts"/>; null if there is none.</summary>
    public AccountSnapshot? Snapshot => Account is null or { Removed: true } ? null : new AccountSnapshot
    {
        Account = Account.Id,
        User = Account.User,
        State = Account.State(),
        Generation = Math.Max(Account.Provisioned.Generation, Account.Access.Generation),
        ProfileVersion = Account.Provisioned.ProfileVersion,
        ProvisionedActive = Account.Provisioned.Active,
    };

    /// <summary>Rolls the settings out, which wakes the saga if they affect it.</summary>
    public void Wake()
    {
        if (UserReconciler.IsAffectedBy(Saga, Settings))
            Handle(nameof(UserTimeoutElapsed), _ => { });
    }

    /// <summary>Refuses the outstanding command permanently.</summary>
    public void Refuse() => Handle(nameof(StepRefused), saga => _reconciler.HandleRefusal(saga, new StepRefused
    {
        Tenant = saga.Tenant,
        User = saga.User,
        Generation = saga.Outstanding!.Generation,
        Reason = "refused",
        MayPass = false,
    }));

    private void Deliver(object message)
    {
        switch (message)
        {
            case UserProvisioned m: Handle(nameof(UserProvisioned), saga => saga.Apply(m)); break;
            case UserUpdated m: Handle(nameof(UserUpdated), saga => saga.Apply(m)); break;
            case UserDeprovisioned m: Handle(nameof(UserDeprovisioned), saga => saga.Apply(m)); break;
            case AssignmentChanged m: Handle(nameof(AssignmentChanged), saga => saga.Apply(m)); break;
            case SyncUser m: Handle(nameof(SyncUser), saga => saga.Apply(m)); break;
            case AccountApplied m: Handle(nameof(AccountApplied), saga => saga.Apply(m)); break;
            case AccessApplied m: Handle(nameof(AccessApplied), saga => saga.Apply(m)); break;
            case StepRefused m when State is UserState.ApplyingAccount or UserState.ApplyingAccess:
                Handle($"{nameof(StepRefused)}, {(m.MayPass ? "transient" : "permanent")}", saga => _reconciler.HandleRefusal(saga, m));
                break;
            case RetryUser when State is UserState.Faulted: Handle(nameof(RetryUser), saga => saga.ClearFault()); break;
            case ApplyAccount m: Apply(m); break;
            case AssignAccessGroup m: Assign(m); break;
            case AccessGroupApplied m: Apply(m); break;
            case NotifyPerson m: Mail(m); break;
        }
    }

    /// <summary>Handles a message as the state machine does. The saga is serialized before, as it is when stored.</summary>
    private void Handle(string message, Action<UserProvisioningState> apply)
    {
        var from = Saga.CurrentState.Length == 0 ? (UserState?)null : State;
        var json = JsonSerializer.Serialize(Saga, DocumentJson.Options);
        Saga = JsonSerializer.Deserialize<UserProvisioningState>(json, DocumentJson.Options)!;
        apply(Saga);
        State = _reconciler.Reconcile(Saga, Settings);
        Saga.CurrentState = State.ToString();
        Steps.Add((from, message, State));
        foreach (var pending in Saga.Pending)
            _bus.Add(pending.Body.Deserialize(TypeOf(pending), JsonSerializerOptions.Web)!);
        Saga.Pending = [];
    }

    private void Apply(ApplyAccount command)
    {
        if (RefusesAccounts && command.Exists && Account is { Removed: false })
        {
            Account = Account.Deactivate(command);
            _bus.Add(new StepRefused
            {
                Tenant = command.Tenant,
                User = command.User,
                Generation = command.Generation,
                MayPass = true,
                Reason = "refused",
            });
            return;
        }

        if (Account is null)
            Account = AccountProvisioning.Create(new AccountId(Guid.Empty), command, default);
        else if (command.Generation > Account.Provisioned.Generation)
            Account = Account.ApplyCommand(command);
        _bus.Add(new AccountApplied { Tenant = command.Tenant, User = command.User, Generation = command.Generation });
    }

    private void Assign(AssignAccessGroup command)
    {
        if (command.Generation < _assignmentGeneration)
            return;
        _assignmentGeneration = command.Generation;
        AssignedGroup = command.Group;
        _bus.Add(new AccessGroupApplied
        {
            Tenant = command.Tenant,
            User = command.User,
            Generation = command.Generation,
            GroupVersion = 1,
            Group = command.Group,
            Permissions = command.Group is { } group ? [$"of-{group}"] : [],
            Visibilities = [],
            Notifications = [],
            OccurredAt = default,
        });
    }

    private void Mail(NotifyPerson notification)
    {
        if (_mailed.Add((notification.Generation, notification.Kind)))
            Mails.Add(notification.Kind);
    }

    private void Apply(AccessGroupApplied applied)
    {
        if (Account is { Removed: false } account && applied.Generation > account.Access.Generation)
        {
            var access = new AccountAccess { Group = applied.Group, Permissions = applied.Permissions, Generation = applied.Generation };
            Account = account with { Access = access };
            AccessHistory.Add(Account.Access);
        }

        _bus.Add(new AccessApplied { Tenant = applied.Tenant, User = applied.User, Generation = applied.Generation });
    }

    private static Type TypeOf(PendingMessage pending) =>
        typeof(ApplyAccount).Assembly.GetType(pending.Type) ?? typeof(UserProvisioned).Assembly.GetType(pending.Type)!;
}
