using System.Text.Json.Nodes;
using Scim.Bus.Access.Tests.Hosts;

namespace Scim.Bus.Access.Tests.Audit;

/// <summary>Reads the audit log of a host through its admin API.</summary>
internal static class AuditReader
{
    /// <summary>The newest entries that match, of all tenants or of one.</summary>
    public static async Task<IReadOnlyList<JsonObject>> AuditAsync(this Host host, string? filter = null, string? tenant = null)
    {
        var path = tenant is null ? "/api/audit" : $"/api/tenants/{tenant}/audit";
        var query = filter is null ? "?count=1000" : $"?count=1000&filter={Uri.EscapeDataString(filter)}";
        var list = (await host.GetAsync(path + query, Host.AdminKey)).Expect(200).Body;
        Assert.Empty(list["unavailable"]!.AsArray());
        return [.. list["items"]!.AsArray().Select(item => item!.AsObject())];
    }

    /// <summary>The one entry that matches, which may come a moment after its act.</summary>
    public static Task<JsonObject> AuditOfAsync(this Host host, string filter) => Eventually.Get<JsonObject>(
        async () => Assert.Single(await host.AuditAsync(filter)));

    public static string? Text(this JsonObject item, string name) => (string?)item[name];
}
