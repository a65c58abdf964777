using System.Text.Json.Nodes;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;
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
                Attributes = [new() { Name = "userId", CaseExact = true }, new() { Name = "state" }, new() { Name = "syncId", CaseExact = true }],
            },
        },
        Resource = saga => new JsonObject { ["userId"] = saga.CorrelationId.ToString(), ["state"] = saga.CurrentState, ["syncId"] = saga.Sync?.Id.ToString() },
        Indexed = ["state", "syncId"],
    };

    /// <summary>The states of a saga that has something to do.</summary>
    public static IReadOnlyList<string> Working { get; } = [nameof(Course.ApplyingAccount), nameof(Course.ApplyingAccess)];

    /// <summary>Finds the sagas that a sync, or a later one, has reached: the ids of syncs grow with time.</summary>
    public static BoundFilter ReachedBy(Guid sync) => new BoundComparison(Users.Attributes.At("syncId"), ComparisonOperator.Ge, sync.ToString());

    /// <summary>Finds the sagas that a sync was for and that are in one of these states.</summary>
    public static BoundFilter OfSync(Guid sync, IEnumerable<string> states) => new BoundAnd(
        new BoundComparison(Users.Attributes.At("syncId"), ComparisonOperator.Eq, sync.ToString()),
        new BoundIn(Users.Attributes.At("state"), [.. states.Select(state => state.ToLowerInvariant())]));
}
