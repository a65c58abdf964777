using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Tests.Reconciling;

/// <summary>Users that are pushed before the tenant's settings have reached Provisioning.</summary>
public sealed class MissingSettingsTests
{
    private static readonly TenantId Tenant = TenantId.Parse("not-configured", null);

    [Fact]
    public async Task As_long_as_the_settings_have_not_come_users_wait_and_the_settings_wake_them()
    {
        var engine = SagaEngine.Current;
        engine.Handle(((UserProvisioned)DirectoryModel.Create([]).Messages[0]) with { Tenant = Tenant }, "");
        var waiting = (await engine.Sagas.GetAsync(Tenant, DirectoryModel.User.ToString(), default))!.Body;
        Assert.Equal((nameof(UserState.OnHold), 0), (waiting.CurrentState, waiting.Pending.Count));

        engine.Configure(Tenant, new TenantSettings());
        Assert.True(UserReconciler.IsAffectedBy(waiting, new TenantSettings()));
        engine.Handle(new UserTimeoutElapsed { Tenant = Tenant, User = DirectoryModel.User }, "");
        var woken = (await engine.Sagas.GetAsync(Tenant, DirectoryModel.User.ToString(), default))!.Body;
        Assert.Equal((nameof(UserState.Applying), typeof(ApplyAccount).FullName), (woken.CurrentState, Assert.Single(woken.Pending).Type));
    }
}
