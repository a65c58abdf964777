using System.Text.Json.Nodes;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Provisioning.Users.Storage;

/// <summary>Definition of the collection that holds the sagas, and filters over it.</summary>
internal static class SagaCollection
{
    public const string Service = "provisioning";

    public static CollectionDefinition<UserProvisioningState> Users { get; } = new()
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
                Attributes =
                [
                    new() { Name = "userId", CaseExact = true },
                    new() { Name = "state" },
                    new() { Name = "syncId", CaseExact = true },
                ],
            },
        },
        Resource = saga => new JsonObject
        {
            ["userId"] = saga.CorrelationId.ToString(),
            ["state"] = saga.CurrentState,
            ["syncId"] = saga.Record.Sync?.Id.ToString(),
        },
        Indexed = ["state", "syncId"],
    };

    /// <summary>States of a saga with an outstanding command.</summary>
    public static IReadOnlyList<string> Working { get; } = [nameof(UserState.Applying)];

    /// <summary>Sagas that a sync has reached, or a later sync: ids of syncs grow with time.</summary>
    public static BoundFilter ReachedBy(Guid sync) =>
        new BoundComparison(Users.Attributes.At("syncId"), ComparisonOperator.Ge, sync.ToString());

    /// <summary>Sagas in a state.</summary>
    public static BoundFilter InState(string state) => new BoundIn(Users.Attributes.At("state"), [state.ToLowerInvariant()]);

    /// <summary>Sagas that this sync was the last to reach, in one of these states.</summary>
    public static BoundFilter OfSync(Guid sync, IEnumerable<string> states) => new BoundAnd(
        new BoundComparison(Users.Attributes.At("syncId"), ComparisonOperator.Eq, sync.ToString()),
        new BoundIn(Users.Attributes.At("state"), [.. states.Select(state => state.ToLowerInvariant())]));
}
