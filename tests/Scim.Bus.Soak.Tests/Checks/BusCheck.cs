using System.Net;
using System.Text.Json.Nodes;
using Scim.Bus.Soak.Tests.Sites;

namespace Scim.Bus.Soak.Tests.Checks;

/// <summary>No message waits, none was set aside but the wrong ones, and no process has ended.</summary>
internal static class BusCheck
{
    private const string TapQueue = "soak-tap";

    public static async Task CompareAsync(SoakSite site, AdminClient admin, Differences differences)
    {
        foreach (var process in site.Deployment.Processes)
            differences.Require(process.IsRunning, () => $"{process.Name} has ended:\n{string.Join('\n', process.Output.TakeLast(30))}");
        foreach (var queue in (await site.Broker.QueuesAsync(site.VirtualHost)).Where(queue => queue.Name != TapQueue))
            differences.Compare($"messages in {queue.Name}", 0, queue.Messages);
        var errors = await ErrorsAsync(admin);
        differences.Compare("messages set aside", site.WrongMessages, errors.Count);
        if (errors.Count > site.WrongMessages)
        {
            foreach (var error in errors)
                differences.Require(false, () => $"set aside: {error.ToJsonString()}");
        }
    }

    /// <summary>Discards what was set aside, so that the next round begins without it.</summary>
    public static async Task DiscardErrorsAsync(SoakSite site, AdminClient admin)
    {
        foreach (var error in await ErrorsAsync(admin))
        {
            var answer = await admin.SendAsync(HttpMethod.Delete, $"/api/errors/{error["id"]!.GetValue<string>()}");
            answer.Expect(HttpStatusCode.NoContent, HttpStatusCode.OK);
        }

        site.WrongMessages = 0;
    }

    private static async Task<IReadOnlyList<JsonObject>> ErrorsAsync(AdminClient admin)
    {
        var page = (await admin.SendAsync(HttpMethod.Get, "/api/errors?count=500")).Expect(HttpStatusCode.OK).Body;
        if (page["unavailable"] is JsonArray { Count: > 0 } unavailable)
            throw new InvalidOperationException($"No errors can be had of {unavailable.ToJsonString()}.");
        return [.. page["items"]!.AsArray().Select(item => (JsonObject)item!)];
    }
}
