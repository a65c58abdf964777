namespace Scim.Bus.Contracts;

/// <summary>
/// An identifier that is a UUID in messages, in lower case with hyphens. Each kind of resource has its own type of identifier, so that a
/// group's can't be passed for a user's.
/// </summary>
/// <typeparam name="TSelf">Type of the identifier.</typeparam>
public interface IGuidId<TSelf>
    where TSelf : struct, IGuidId<TSelf>
{
    /// <summary>The UUID.</summary>
    Guid Value { get; }

    /// <summary>Creates the identifier with this UUID.</summary>
    static abstract TSelf From(Guid value);
}
