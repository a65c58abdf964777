using System.Text.Json;
using Scim.Bus.Accounts.Provisioning;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>
/// A saga with Accounts and Notifications, on a bus that delivers in any order and more than once. The saga is the real state machine with
/// its repository and store (<see cref="SagaEngine"/>); accounts are changed by the real functions.
/// </summary>
internal sealed partial class World
{
    private static int _count;

    private readonly SagaEngine _engine = SagaEngine.Current;

    /// <summary>Each world has its own tenant, and with it its own saga.</summary>
    private readonly TenantId _tenant = TenantId.Parse($"w{Interlocked.Increment(ref _count)}", null);
    private readonly List<object> _bus;
    private readonly HashSet<(long, NotificationKind)> _mailed = [];

    public World(IEnumerable<object> messages)
    {
        _bus = [.. messages];
        Settings = new TenantSettings();
    }

    /// <summary>What the saga knows.</summary>
    public ProvisioningRecord Saga { get; private set; } = new();

    public AccountRecord? Account { get; set; }

    /// <summary>The mails that Notifications sent: each kind once for a generation.</summary>
    public List<NotificationKind> Mails { get; } = [];

    /// <summary>Kinds of the notifications by which nobody is told anything.</summary>
    public List<NotificationKind> Silent { get; } = [];

    public DateTimeOffset Now => _engine.Time.GetUtcNow();

    /// <summary>What admins were told of.</summary>
    public List<ProvisioningFailed> Failures { get; } = [];

    /// <summary>The group that the account has its access from.</summary>
    public GroupId? AssignedGroup => Account?.Access.Group;

    /// <summary>True to have Accounts refuse changes of existing accounts, as if another account had the work e-mail.</summary>
    public bool RefusesAccounts { get; set; }

    public TenantSettings Settings
    {
        get;
        set
        {
            field = value;
            _engine.Configure(_tenant, value);
        }
    }

    /// <summary>Every access that the account has had.</summary>
    public List<AccountAccess> AccessHistory { get; } = [];

    public UserState State { get; private set; }

    /// <summary>The transitions of the saga.</summary>
    public HashSet<Transition> Transitions { get; } = [];

    /// <summary>True if nothing is left to do but to look again, in hours, at what was given up.</summary>
    public bool IsQuiet => _bus.Count == 0 && (Saga with { Fault = null }).NextDueAt is null;

    /// <summary>The account as Accounts answers <see cref="ReadAccounts"/>; null if there is none.</summary>
    public AccountSnapshot? Snapshot => Account is null or { Removed: true } ? null : new AccountSnapshot
    {
        Account = Account.Id,
        User = Account.User,
        State = Account.State(),
        Generation = Account.NewestGeneration,
        ProfileVersion = Account.Provisioned.ProfileVersion,
        ProvisionedActive = Account.Provisioned.Active,
    };

    /// <summary>Rolls the settings out, which wakes the saga if they affect it.</summary>
    public void Wake()
    {
        if (UserReconciler.IsAffectedBy(new UserProvisioningState { Record = Saga, CurrentState = State.ToString() }, Settings))
            HandleTimeout();
    }

    /// <summary>Refuses the outstanding command permanently.</summary>
    public void Refuse() => Deliver(new CommandRefused
    {
        Tenant = _tenant,
        User = DirectoryModel.User,
        Generation = Saga.Outstanding!.Generation,
        Reason = "refused",
        MayPass = false,
    });

    private void Deliver(object message)
    {
        switch (message)
        {
            case UserProvisioned m: Handle(m with { Tenant = _tenant }); break;
            case UserUpdated m: Handle(m with { Tenant = _tenant }); break;
            case UserDeprovisioned m: Handle(m with { Tenant = _tenant }); break;
            case AssignmentChanged m: Handle(m with { Tenant = _tenant }); break;
            case SyncUser m: Handle(m with { Tenant = _tenant }); break;
            case AccountApplied m: Handle(m); break;
            case CommandRefused m:
                Handle(m with { Tenant = _tenant }, $"{nameof(CommandRefused)}, {(m.MayPass ? "transient" : "permanent")}");
                break;
            case RetryUser m: Handle(m with { Tenant = _tenant }); break;
            case UserTimeoutElapsed: HandleTimeout(); break;
            case ApplyAccount m: Apply(m); break;
            case NotifyPerson m: Mail(m); break;
            case ProvisioningFailed m: Failures.Add(m); break;
        }
    }

    private void HandleTimeout() => Handle(new UserTimeoutElapsed { Tenant = _tenant, User = DirectoryModel.User });

    /// <summary>Hands a message to the saga, and takes what it sends out of its outbox, as the relay does.</summary>
    private void Handle(object message, string? label = null)
    {
        _engine.Handle(message, label ?? message.GetType().Name);
        Transitions.UnionWith(_engine.TakeTransitions());
        SagaEngine.Wait(async () =>
        {
            // No saga yet: the message was an answer or a timer, which starts none.
            if (await _engine.Sagas.GetAsync(_tenant, DirectoryModel.User.ToString(), default) is not { } stored)
                return;
            Saga = stored.Body.Record;
            State = Enum.Parse<UserState>(stored.Body.CurrentState);
            foreach (var pending in stored.Body.Pending)
                _bus.Add(pending.Body.Deserialize(MessageTypes.Find(pending.Type), MessageTypes.Json)!);
            if (stored.Body.Pending.Count > 0)
                Assert.Equal(1, await _engine.Sagas.AmendAsync([new(stored, stored.Body.WithPending([]), stored.DueAt)], default));
        });
    }

    private void Apply(ApplyAccount command)
    {
        if (Account?.Provisioned.NewestGeneration > command.Generation && Account.Provisioned.Generation < command.Generation)
            return;
        if (RefusesAccounts && command.Exists && Account is { Removed: false })
        {
            SetAccount(Account.ApplyRefused(command, Group(command)));
            _bus.Add(new CommandRefused
            {
                Tenant = command.Tenant,
                User = command.User,
                Generation = command.Generation,
                MayPass = true,
                Reason = "refused",
                AccessApplied = true,
            });
            return;
        }

        if (Account is null)
            SetAccount(AccountProvisioning.Create(new AccountId(Guid.Empty), command, default, Group(command)));
        else if (command.Generation > Account.Provisioned.Generation)
            SetAccount(Account.ApplyCommand(command, Group(command)));
        _bus.Add(new AccountApplied { Tenant = command.Tenant, User = command.User, Generation = command.Generation });
    }

    private void SetAccount(AccountRecord account)
    {
        if (account.Access != (Account?.Access ?? AccountAccess.None))
            AccessHistory.Add(account.Access);
        Account = account;
    }

    /// <summary>The copy that Accounts has of the command's group.</summary>
    private AccessGroupRecord? Group(ApplyAccount command) => command.Group is not { } group ? null : new AccessGroupRecord
    {
        Tenant = _tenant,
        Id = group,
        Version = 1,
        DisplayName = "",
        Permissions = [$"of-{group}"],
    };

    private void Mail(NotifyPerson notification)
    {
        if (_mailed.Add((notification.Generation, notification.Kind)))
            (notification.IsSilent ? Silent : Mails).Add(notification.Kind);
    }
}
