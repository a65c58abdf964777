using System.Net;

namespace Scim.Bus.Soak.Tests.Model;

/// <summary>Finds out what became of a creation.</summary>
internal static class CreatedResource
{
    /// <summary>
    /// The id of a resource that was created. A conflict means that an attempt whose answer was lost has created it: it is looked up, as
    /// identity providers do.
    /// </summary>
    public static async Task<string> IdOfCreatedAsync(
        this PersistentClient client, Answer answer, bool isRepeated, string type, string filter)
    {
        if (!isRepeated || answer.Status != HttpStatusCode.Conflict) return answer.Expect(HttpStatusCode.Created).Id;
        var (found, _) = await client.SendAsync(HttpMethod.Get, $"{type}?filter={Uri.EscapeDataString(filter)}");
        var resources = found.Expect(HttpStatusCode.OK).Body["Resources"]?.AsArray() ?? [];
        Assert.True(
            resources.Count == 1, $"{resources.Count} resources match {filter} after a conflict about it: {answer.Body.ToJsonString()}");
        return resources[0]!["id"]!.GetValue<string>();
    }
}
