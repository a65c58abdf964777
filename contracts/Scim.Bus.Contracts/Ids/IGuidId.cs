namespace Scim.Bus.Contracts;

/// <summary>
/// An identifier that is a UUID on the wire, in its lower-case form with hyphens. Identifiers of different things are different
/// types, so that a group's can never be passed where a user's is meant.
/// </summary>
/// <typeparam name="TSelf">The identifier itself.</typeparam>
public interface IGuidId<TSelf>
    where TSelf : struct, IGuidId<TSelf>
{
    /// <summary>The UUID.</summary>
    Guid Value { get; }

    /// <summary>The identifier with this UUID.</summary>
    static abstract TSelf From(Guid value);
}
