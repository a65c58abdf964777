using System.Text.Json.Nodes;

namespace Scim.Bus.Soak.Tests.Model;

/// <summary>The settings of the tenant that an admin changes meanwhile.</summary>
internal sealed class SettingsPushes(ModelTenant tenant, PersistentClient client, Random random)
{
    public Task ChangeAsync() => random.Next(2) == 0 ? SetAutomaticSyncAsync(!tenant.AutomaticSync) : ChooseGroupsAsync();

    /// <summary>Automatic sync is on whenever all is to come to rest.</summary>
    public Task FinishAsync() => tenant.AutomaticSync ? Task.CompletedTask : SetAutomaticSyncAsync(true);

    private async Task SetAutomaticSyncAsync(bool isOn)
    {
        await SetAsync("automaticSync", JsonValue.Create(isOn));
        tenant.AutomaticSync = isOn;
    }

    private async Task ChooseGroupsAsync()
    {
        var groups = tenant.LivingGroups.Where(group => group.IsKnown).ToList();
        var chosen = tenant.GroupsToSync is null && groups.Count > 2 ? groups.Where(_ => random.Next(3) > 0).ToList() : null;
        await SetAsync("groupsToSync", chosen is null ? null : new JsonArray([.. chosen.Select(group => JsonValue.Create(group.Id))]));
        tenant.GroupsToSync = chosen;
    }

    private Task SetAsync(string name, JsonNode? value) =>
        client.ConfigureAsync(HttpMethod.Patch, $"/api/tenants/{tenant.Name}", new JsonObject { [name] = value });
}
