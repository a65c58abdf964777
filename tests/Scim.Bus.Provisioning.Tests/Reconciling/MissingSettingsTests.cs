using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests.Reconciling;

/// <summary>Users that are pushed before the tenant's settings have reached Provisioning.</summary>
public sealed class MissingSettingsTests
{
    [Fact]
    public async Task As_long_as_the_settings_have_not_come_users_wait_and_the_settings_wake_them()
    {
        var engine = SagaEngine.Current;
        var tenant = TenantId.Parse($"n{Guid.NewGuid():n}"[..20], null);
        engine.Handle(((UserProvisioned)DirectoryModel.Create([]).Messages[0]) with { Tenant = tenant }, "");
        var waiting = (await engine.Sagas.GetAsync(tenant, DirectoryModel.User.ToString(), default))!.Body;
        Assert.Equal((nameof(UserState.OnHold), 0), (waiting.CurrentState, waiting.Pending.Count));

        engine.Configure(tenant, new TenantSettings());
        Assert.True(UserReconciler.IsAffectedBy(waiting, new TenantSettings()));
        engine.Handle(new UserTimeoutElapsed { Tenant = tenant, User = DirectoryModel.User }, "");
        var woken = (await engine.Sagas.GetAsync(tenant, DirectoryModel.User.ToString(), default))!.Body;
        Assert.Equal((nameof(UserState.Applying), typeof(ApplyAccount).FullName), (woken.CurrentState, Assert.Single(woken.Pending).Type));
    }
}
