using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Resources;
using Scim.Bus.Simulation.Tests.Model;
using Scim.Bus.Simulation.Tests.Processes;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Simulation.Tests.Histories;

/// <summary>Requests about people.</summary>
internal sealed class UserRequests(World world, ModelTenant model)
{
    public Request Create(ModelPerson person, bool isActive)
    {
        // Whoever comes back is somebody new to the directory.
        (person.GivenName, person.IsActive) = ("First", isActive);
        person.TimeZones.Clear();
        person.TimeZones.Add(null);
        UserId? created = null;
        return new Request
        {
            Name = $"POST {person.FamilyName}",
            Service = "ingress",
            SendAsync = async (process, isRepeated) => created = await CreateAsync(process, person, isRepeated),
            Answered = () => person.Id = created,
        };
    }

    public Request Rename(ModelPerson person, string givenName) =>
        Patch(person, "name.givenName", JsonValue.Create(givenName), () => person.GivenName = givenName);

    public Request Switch(ModelPerson person, bool isActive) =>
        Patch(person, "active", JsonValue.Create(isActive), () => person.IsActive = isActive);

    /// <summary>A PUT of the whole user, as some identity providers send for every change.</summary>
    public Request Replace(ModelPerson person, string givenName, string address, bool isActive) => new()
    {
        Name = $"PUT {person.FamilyName} as {givenName} {address}{(isActive ? "" : ", inactive")}",
        Service = "ingress",
        SendAsync = (process, _) =>
        {
            var body = person.Resource();
            body["userName"] = address;
            body["emails"]![0]!["value"] = address;
            body["name"]!["givenName"] = givenName;
            body["active"] = isActive;
            return SendAsync(process, body, (endpoint, request) => endpoint.ReplaceAsync(IdOf(person), request, default));
        },
        Answered = () => (person.GivenName, person.Address, person.IsActive) = (givenName, address, isActive),
    };

    /// <summary>The user once more, as it is: nothing follows from it (I6).</summary>
    public Request Repeat(ModelPerson person) => Replace(person, person.GivenName, person.Address, person.IsActive) with
    {
        Name = $"PUT {person.FamilyName} as before",
        Expect = () =>
        {
            var before = Stored(person).Body.Version;
            return () => world.Watching.RequireSilence(before, Stored(person).Body.Version, person.ToString());
        },
    };

    public Request Delete(ModelPerson person) => new()
    {
        Name = $"DELETE {person.FamilyName}",
        Service = "ingress",
        SendAsync = async (process, isRepeated) =>
        {
            try
            {
                await SendAsync(process, [], (endpoint, request) => endpoint.DeleteAsync(IdOf(person), request, default));
            }
            catch (ScimException gone) when (isRepeated && gone.Status == 404)
            {
                // An attempt whose answer was lost.
            }
        },
        Answered = () =>
        {
            model.DeletedUsers.Add(person.Id!.Value);
            person.Id = null;
            person.Groups.Clear();
        },
    };

    private Request Patch(ModelPerson person, string path, JsonNode value, Action answered) => new()
    {
        Name = $"PATCH {person.FamilyName} {path} {value}",
        Service = "ingress",
        SendAsync = (process, _) => SendAsync(
            process,
            SimulatedRequest.Patch("replace", path, value.DeepClone()),
            (endpoint, request) => endpoint.PatchAsync(IdOf(person), request, default)),
        Answered = answered,
    };

    private async Task<UserId> CreateAsync(SimulatedProcess process, ModelPerson person, bool isRepeated)
    {
        UserId? created = null;
        try
        {
            await SendAsync(
                process,
                person.Resource(),
                async (endpoint, request) => created = IdIn(await endpoint.CreateAsync(request, default)));
        }
        catch (ScimException taken) when (isRepeated && taken.Status == 409)
        {
            // An attempt whose answer was lost has created them.
            var query = new DocumentQuery
            {
                Tenant = model.Id,
                Filter = FilterBinder.Parse($"userName eq \"{person.Address}\"", ResourceTypes.User),
                Limit = 1,
            };
            created = (await process.Get<UserStore>().Documents.QueryAsync(query, default)).Single().Body.Id;
        }

        return created!.Value;
    }

    private static UserId IdIn(ScimResult result) => UserId.Parse(result.Location!.Split('/')[^1], null);

    private static string IdOf(ModelPerson person) => person.Id!.Value.ToString();

    private Document<UserRecord> Stored(ModelPerson person) =>
        world.Database("ingress").Collection(UserCollection.Definition).Peek(model.Id, IdOf(person))!;

    private Task SendAsync(SimulatedProcess process, JsonObject body, Func<IResourceEndpoint, ResourceRequest, Task> send) =>
        SimulatedRequest.SendAsync(process, model.Id, ResourceTypes.User, body, send);
}
