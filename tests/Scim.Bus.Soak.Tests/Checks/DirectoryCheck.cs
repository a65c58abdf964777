using System.Net;
using System.Text.Json.Nodes;
using Scim.Bus.Soak.Tests.Model;

namespace Scim.Bus.Soak.Tests.Checks;

/// <summary>Compares the directory, as SCIM shows it, with the model.</summary>
internal static class DirectoryCheck
{
    private const int PageSize = 200;

    public static async Task CompareAsync(TestTenant tenant, ModelTenant model, Differences differences)
    {
        var users = (await ListAsync(tenant, "Users?")).ToDictionary(user => user["id"]!.GetValue<string>());
        differences.Compare("users in the directory", model.People.Count(), users.Count);
        foreach (var person in model.People)
        {
            if (!users.TryGetValue(person.Id, out var user))
            {
                differences.Require(false, () => $"{person} is not in the directory");
                continue;
            }

            differences.Compare($"{person}: userName", person.Address, user["userName"]!.GetValue<string>());
            differences.Compare($"{person}: given name", person.GivenName, user["name"]!["givenName"]!.GetValue<string>());
            differences.Compare($"{person}: active", person.IsActive, user["active"]!.GetValue<bool>());
            differences.Compare($"{person}: groups", Ids(person.Groups.Select(group => group.Id)), Ids(user["groups"]));
        }

        var groups = (await ListAsync(tenant, "Groups?")).ToDictionary(group => group["id"]!.GetValue<string>());
        differences.Compare("groups in the directory", model.LivingGroups.Count(), groups.Count);
        foreach (var group in model.LivingGroups.Where(group => groups.ContainsKey(group.Id)))
        {
            var members = model.People.Where(user => user.Groups.Contains(group)).Select(user => user.Id);
            differences.Compare($"{group}: displayName", group.Name, groups[group.Id]["displayName"]!.GetValue<string>());
            differences.Compare($"{group}: members", Ids(members), Ids(groups[group.Id]["members"]));
        }
    }

    private static string Ids(JsonNode? values) =>
        Ids((values?.AsArray() ?? []).Select(value => value!["value"]!.GetValue<string>()));

    private static string Ids(IEnumerable<string> ids) => string.Join(' ', ids.Order(StringComparer.Ordinal));

    private static async Task<List<JsonNode>> ListAsync(TestTenant tenant, string type)
    {
        var all = new List<JsonNode>();
        while (true)
        {
            var page = (await tenant.Scim.GetAsync($"{type}count={PageSize}&startIndex={all.Count + 1}")).Expect(HttpStatusCode.OK).Body;
            var resources = page["Resources"]?.AsArray() ?? [];
            all.AddRange(resources.Select(resource => resource!));
            if (resources.Count == 0 || all.Count >= page["totalResults"]!.GetValue<int>()) return all;
        }
    }
}
