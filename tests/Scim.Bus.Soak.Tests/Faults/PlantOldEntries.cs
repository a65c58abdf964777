using System.Text.Json.Nodes;
using Scim.Bus.Soak.Tests.Sites;

namespace Scim.Bus.Soak.Tests.Faults;

/// <summary>
/// What a build before this one has left: messages in outboxes and queues of types that are gone, or with members that are, and documents
/// with members of its. Messages that nobody knows any more are set aside, and everything else goes on.
/// </summary>
internal sealed class PlantOldEntries() : Fault("an old build's entries", FaultPart.Store)
{
    private const string Internal = "Scim.Bus.Contracts.Internal";
    private const string Envelope = "application/vnd.masstransit+json";

    public override async Task RunAsync(SoakSite site, Random random)
    {
        // As CommandRefused was called in an account's outbox, and ApplyAccount's second half in a saga's.
        await PlantAsync(site, "accounts", "accounts", random, (document, body) => AddPending(
            body, "StepRefused", UserOf(document), new JsonObject { ["generation"] = 1, ["step"] = "account", ["reason"] = "as it was" }));
        await PlantAsync(site, "provisioning", "users", random, (document, body) =>
            AddPending(body, "AssignAccessGroup", UserOf(document), new JsonObject { ["order"] = 1, ["group"] = null }));
        // Known to this build, which ignores the member that it does not know and does without those that are new.
        await PlantAsync(site, "provisioning", "users", random, (document, body) =>
        {
            AddPending(body, "UserTimeoutElapsed", UserOf(document), new JsonObject { ["order"] = 1 });
            if (body["record"]?["observed"] is JsonObject observed) (observed["accountGeneration"], observed["accessGeneration"]) = (1, 1);
            return 0;
        });
        await PutAsync(site, "provisioning-user", "StepRefused");
        await PutAsync(site, "accounts-apply-account", "AssignAccessGroup");
        site.WrongMessages += 2;
    }

    /// <summary>Changes a document of a collection. Somebody else's write is never overwritten.</summary>
    private async Task PlantAsync(
        SoakSite site, string service, string collection, Random random, Func<RawDocument, JsonObject, int> change)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            foreach (var document in await site.Raw.SampleAsync(service, collection, 1, random))
            {
                var body = (JsonObject)document.Body.DeepClone();
                if (UserOf(document) is null) continue;
                var wrong = change(document, body);
                if (!await site.Raw.TryReplaceAsync(service, collection, document, body)) continue;
                site.WrongMessages += wrong;
                site.Story.Tell($"{Name} in {service}'s {collection} {document.Id}");
                return;
            }
        }

        site.Story.Tell($"No document of {service}'s {collection} stood still for {Name}");
    }

    /// <summary>Id of the user that a saga or an account is about; null for an account without one.</summary>
    private static string? UserOf(RawDocument document) =>
        (document.Body["correlationId"] ?? document.Body["user"])?.GetValue<string>();

    /// <summary>Adds a message to the document's outbox. Returns how many are to be set aside.</summary>
    private static int AddPending(JsonObject body, string type, string? user, JsonObject message)
    {
        message["tenant"] = (body["record"]?["tenant"] ?? body["tenant"])!.GetValue<string>();
        message["user"] = user;
        var pending = body["pending"] as JsonArray ?? [];
        body["pending"] = pending.DeepClone();
        body["pending"]!.AsArray().Add(new JsonObject
        {
            ["messageId"] = Guid.NewGuid().ToString(),
            ["type"] = $"{Internal}.{type}",
            ["body"] = message,
            ["at"] = TimeProvider.System.GetUtcNow().ToString("O"),
        });
        return 1;
    }

    private static Task PutAsync(SoakSite site, string queue, string type) => site.Tap.PutAsync(
        queue,
        Guid.NewGuid().ToString(),
        new JsonObject
        {
            ["messageId"] = Guid.NewGuid().ToString(),
            ["messageType"] = new JsonArray($"urn:message:{Internal}:{type}"),
            ["message"] = new JsonObject { ["tenant"] = "acme", ["user"] = Guid.NewGuid().ToString(), ["order"] = 1 },
        }.ToJsonString(),
        Envelope);
}
