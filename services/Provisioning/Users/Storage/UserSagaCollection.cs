using System.Text.Json.Nodes;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Provisioning.Users.Storage;

/// <summary>The collection of Provisioning.</summary>
internal static class UserSagaCollection
{
    public const string Service = "provisioning";

    public static CollectionDefinition<UserSaga> Users { get; } = new()
    {
        Service = Service,
        Name = "users",
        Attributes = new ResourceType
        {
            Name = "Saga",
            Endpoint = "/sagas",
            Common = [],
            Schema = new Schema
            {
                Id = "urn:scim-bus:UserSaga",
                Name = "Saga",
                Attributes = [new() { Name = "userId", CaseExact = true }, new() { Name = "state" }],
            },
        },
        Resource = saga => new JsonObject { ["userId"] = saga.CorrelationId.ToString(), ["state"] = saga.CurrentState },
        Indexed = ["state"],
    };
}
