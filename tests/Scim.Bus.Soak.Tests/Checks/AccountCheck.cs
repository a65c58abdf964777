using System.Text.Json.Nodes;
using Scim.Bus.Soak.Tests.Model;

namespace Scim.Bus.Soak.Tests.Checks;

/// <summary>Compares accounts, Access Groups and sagas, as the admin API shows them, with the model.</summary>
internal static class AccountCheck
{
    private static readonly string[] RestingStates = ["InSync", "OnHold", "Deprovisioned"];

    public static async Task CompareAsync(TestTenant tenant, ModelTenant model, Differences differences)
    {
        var accounts = await tenant.Admin.ListAsync("accounts");
        var byUser = accounts.ToLookup(account => Text(account, "userId") ?? "");
        foreach (var user in model.Users)
        {
            var own = byUser[user.Id].ToList();
            differences.Require(own.Count <= 1, () => $"{user} has {own.Count} accounts");
            if (user.IsDeleted) differences.Compare($"{user}, deleted: accounts", 0, own.Count);
            else Compare(user, model, own.FirstOrDefault(), differences);
        }

        var ids = model.Users.Select(user => user.Id).ToHashSet(StringComparer.Ordinal);
        differences.Compare("accounts of nobody", 0, accounts.Count(account => !ids.Contains(Text(account, "userId") ?? "")));
        await CompareGroupsAsync(tenant, model, accounts, differences);
        foreach (var saga in await tenant.Admin.ListAsync("sagas"))
        {
            var state = Text(saga, "state")!;
            differences.Require(
                RestingStates.Contains(state), () => $"the saga of {Text(saga, "userId")} is {state}: {saga["fault"]?.ToJsonString()}");
        }
    }

    private static void Compare(ModelUser user, ModelTenant model, JsonObject? account, Differences differences)
    {
        var isInScope = model.IsInScope(user);
        if (account is null)
        {
            // Whoever never was in a group to sync has none.
            differences.Require(!isInScope, () => $"{user} has no account");
            return;
        }

        var group = isInScope ? user.AccessGroup : null;
        differences.Compare($"{user}: account's work e-mail", user.Address, Text(account, "workEmail"));
        differences.Compare($"{user}: account's UPN", user.Address, Text(account, "upn"));
        differences.Compare($"{user}: account's first name", user.GivenName, Text(account, "firstName"));
        differences.Compare($"{user}: account's last name", user.FamilyName, Text(account, "lastName"));
        differences.Compare($"{user}: account is active", isInScope && user.IsActive, account["active"]!.GetValue<bool>());
        differences.Compare($"{user}: account's Access Group", group?.Id, account["accessGroup"]?["id"]?.GetValue<string>());
        differences.Compare($"{user}: its name", group?.Name, account["accessGroup"]?["displayName"]?.GetValue<string>());
        differences.Compare($"{user}: account's permissions", string.Join(' ', group?.Permissions ?? []), Names(account["permissions"]));
    }

    private static async Task CompareGroupsAsync(
        TestTenant tenant, ModelTenant model, IReadOnlyList<JsonObject> accounts, Differences differences)
    {
        var known = (await tenant.Admin.ListAsync("access-groups")).ToDictionary(group => Text(group, "id")!);
        differences.Compare("Access Groups", model.LivingGroups.Count(), known.Count);
        foreach (var group in model.LivingGroups.Where(group => known.ContainsKey(group.Id)))
        {
            var members = accounts.Count(account => account["accessGroup"]?["id"]?.GetValue<string>() == group.Id);
            differences.Compare($"{group}: Access Group's name", group.Name, Text(known[group.Id], "displayName"));
            differences.Compare($"{group}: members", members, known[group.Id]["memberCount"]?.GetValue<long>());
            differences.Compare($"{group}: permissions", string.Join(' ', group.Permissions), Names(known[group.Id]["permissions"]));
        }
    }

    private static string? Text(JsonObject json, string name) => json[name]?.GetValue<string>();

    private static string Names(JsonNode? names) =>
        string.Join(' ', (names?.AsArray() ?? []).Select(name => name!.GetValue<string>()).Order(StringComparer.Ordinal));
}
