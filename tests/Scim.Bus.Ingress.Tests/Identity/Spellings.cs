namespace Scim.Bus.Ingress.Tests.Identity;

/// <summary>Bodies and operations about who somebody is, in JSON.</summary>
internal static class Spellings
{
    /// <summary>A user's attribute: one address of type work.</summary>
    public static string Work(string address) => $$"""
        "emails":[{"type":"work","value":"{{address}}"}]
        """;

    /// <summary>Ways to give a user a userName: PATCH with and without a path, and PUT.</summary>
    public static IEnumerable<Func<TenantClient, Task<Response>>> Renamings(string id, string userName, string address)
    {
        yield return client => client.Patch($"Users/{id}", $$"""{"op":"replace","path":"userName","value":"{{userName}}"}""");
        yield return client => client.Patch($"Users/{id}", $$$"""{"op":"replace","value":{"userName":"{{{userName}}}"}}""");
        yield return client => client.Put($"Users/{id}", TenantClient.UserBody(userName, Work(address)));
    }

    /// <summary>Ways to give a user a work address: PATCH with and without a path, and PUT.</summary>
    public static IEnumerable<Func<TenantClient, Task<Response>>> Addressings(string id, string userName, string address)
    {
        yield return client => client.Patch(
            $"Users/{id}", $$"""{"op":"replace","path":"emails[type eq \"work\"].value","value":"{{address}}"}""");
        yield return client => client.Patch(
            $"Users/{id}", $$"""{"op":"replace","path":"emails","value":[{"type":"work","value":"{{address}}"}]}""");
        yield return client => client.Patch($"Users/{id}", $$$"""{"op":"replace","value":{{{{Work(address)}}}}}""");
        yield return client => client.Put($"Users/{id}", TenantClient.UserBody(userName, Work(address)));
    }

    /// <summary>A bulk request that creates users.</summary>
    public static string Bulk(params string[] bodies) =>
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{{string.Join(',', bodies.Select(
            (body, i) => $$"""{"method":"POST","path":"/Users","bulkId":"b{{i}}","data":{{body}}}"""))}}]}""";

    /// <summary>The statuses in the answer to a bulk request.</summary>
    public static string Statuses(Response bulk) =>
        string.Join(' ', bulk.Expect(200).Body["Operations"]!.AsArray().Select(operation => operation!["status"]!.GetValue<string>()));
}
