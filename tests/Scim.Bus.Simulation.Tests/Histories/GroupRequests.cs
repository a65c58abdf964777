using System.Globalization;
using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Resources;
using Scim.Bus.Simulation.Tests.Model;
using Scim.Bus.Simulation.Tests.Processes;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Simulation.Tests.Histories;

/// <summary>Requests about groups and their members.</summary>
internal sealed class GroupRequests(ModelTenant model)
{
    public Request Create(ModelGroup group)
    {
        group.Permissions = [];
        group.Name = string.Create(CultureInfo.InvariantCulture, $"Group {group.Number}.{model.DeletedGroups.Count}");
        GroupId? created = null;
        return new Request
        {
            Name = $"POST {group.Name}",
            Service = "ingress",
            SendAsync = async (process, isRepeated) => created = await CreateAsync(process, group, isRepeated),
            Answered = () => group.Id = created,
        };
    }

    public Request Rename(ModelGroup group, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Group {group.Number} named {number}");
        return Patch(group, $"rename to {name}", "replace", "displayName", JsonValue.Create(name), () => group.Name = name);
    }

    public Request Add(ModelPerson person, ModelGroup group) => Patch(
        group,
        $"add {person.FamilyName}",
        "add",
        "members",
        new JsonArray(new JsonObject { ["value"] = person.Id!.Value.ToString() }),
        () => person.Groups.Add(group));

    public Request Remove(ModelPerson person, ModelGroup group) => Patch(
        group, $"remove {person.FamilyName}", "remove", $"members[value eq \"{person.Id}\"]", null, () => person.Groups.Remove(group));

    public Request Delete(ModelGroup group) => new()
    {
        Name = $"DELETE {group.Name}",
        Service = "ingress",
        SendAsync = async (process, isRepeated) =>
        {
            try
            {
                await SendAsync(process, [], (endpoint, request) => endpoint.DeleteAsync(IdOf(group), request, default));
            }
            catch (ScimException gone) when (isRepeated && gone.Status == 404)
            {
                // An attempt whose answer was lost.
            }
        },
        Answered = () =>
        {
            model.DeletedGroups.Add(group.Id!.Value);
            group.Id = null;
            foreach (var person in model.People)
                person.Groups.Remove(group);
        },
    };

    private Request Patch(ModelGroup group, string what, string operation, string path, JsonNode? value, Action answered) => new()
    {
        Name = $"PATCH {group.Name}: {what}",
        Service = "ingress",
        SendAsync = (process, _) => SendAsync(
            process,
            SimulatedRequest.Patch(operation, path, value?.DeepClone()),
            (endpoint, request) => endpoint.PatchAsync(IdOf(group), request, default)),
        Answered = answered,
    };

    private async Task<GroupId> CreateAsync(SimulatedProcess process, ModelGroup group, bool isRepeated)
    {
        GroupId? created = null;
        var body = new JsonObject { ["schemas"] = new JsonArray(SchemaUrns.Group), ["displayName"] = group.Name };
        try
        {
            await SendAsync(process, body, async (endpoint, request) => created = IdIn(await endpoint.CreateAsync(request, default)));
        }
        catch (ScimException taken) when (isRepeated && taken.Status == 409)
        {
            // An attempt whose answer was lost has created it.
            var query = new DocumentQuery
            {
                Tenant = model.Id,
                Filter = FilterBinder.Parse($"displayName eq \"{group.Name}\"", ResourceTypes.Group),
                Limit = 1,
            };
            created = (await process.Get<GroupStore>().Documents.QueryAsync(query, default)).Single().Body.Id;
        }

        return created!.Value;
    }

    private static GroupId IdIn(ScimResult result) => GroupId.Parse(result.Location!.Split('/')[^1], null);

    private static string IdOf(ModelGroup group) => group.Id!.Value.ToString();

    private Task SendAsync(SimulatedProcess process, JsonObject body, Func<IResourceEndpoint, ResourceRequest, Task> send) =>
        SimulatedRequest.SendAsync(process, model.Id, ResourceTypes.Group, body, send);
}
