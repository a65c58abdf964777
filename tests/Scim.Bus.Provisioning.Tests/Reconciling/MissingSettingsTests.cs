using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests.Reconciling;

/// <summary>Users that are pushed before the tenant's settings have reached Provisioning.</summary>
public sealed class MissingSettingsTests
{
    private readonly TenantId _tenant = TenantId.Parse($"n{Guid.NewGuid():n}"[..20], null);

    [Fact]
    public void As_long_as_the_settings_have_not_come_users_wait_and_the_settings_wake_them()
    {
        var waiting = Handle(((UserProvisioned)DirectoryModel.Create([]).Messages[0]) with { Tenant = _tenant });
        Assert.Equal((nameof(UserState.OnHold), 0), (waiting.CurrentState, waiting.Pending.Count));

        SagaEngine.Current.Configure(_tenant, new TenantSettings());
        Assert.True(UserReconciler.IsAffectedBy(waiting, new TenantSettings()));
        var woken = Handle(new UserTimeoutElapsed { Tenant = _tenant, User = DirectoryModel.User });
        Assert.Equal((nameof(UserState.Applying), typeof(ApplyAccount).FullName), (woken.CurrentState, Assert.Single(woken.Pending).Type));
    }

    /// <summary>Hands a message to the saga and returns the saga as it is stored then.</summary>
    private UserProvisioningState Handle(object message)
    {
        var engine = SagaEngine.Current;
        engine.Handle(message, message.GetType().Name);
        engine.TakeTransitions();
        UserProvisioningState? saga = null;
        SagaEngine.Wait(async () => saga = (await engine.Sagas.GetAsync(_tenant, DirectoryModel.User.ToString(), default))!.Body);
        return saga!;
    }
}
