using System.Text.Json.Serialization;

namespace Scim.Bus.ServiceDefaults.Authorization;

/// <summary>What an actor is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ActorKind>))]
public enum ActorKind
{
    /// <summary>Somebody who signed in.</summary>
    [JsonStringEnumMemberName("person")]
    Person,

    /// <summary>A program with a key of its own.</summary>
    [JsonStringEnumMemberName("machineKey")]
    MachineKey,

    /// <summary>Whoever has the admin key (<c>Admin__ApiKey</c>).</summary>
    [JsonStringEnumMemberName("operatorKey")]
    OperatorKey,
}

/// <summary>Who makes a request of the admin API.</summary>
/// <param name="Kind">What the actor is.</param>
/// <param name="Id">Tells it apart from others of its kind: a person's subject at the identity provider, a machine key's id.</param>
/// <param name="Name">The name to show.</param>
public sealed record Actor(ActorKind Kind, string Id, string Name)
{
    /// <summary>Whoever has the admin key.</summary>
    public static Actor OperatorKey { get; } = new(ActorKind.OperatorKey, "operator", "the operator's key");
}
