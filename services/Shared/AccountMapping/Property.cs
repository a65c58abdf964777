namespace Scim.Bus.AccountMapping;

/// <summary>A property of an immutable record.</summary>
/// <param name="Get">Reads the property.</param>
/// <param name="Set">Returns a copy of the record with another value.</param>
internal sealed record Property<TOwner, TValue>(Func<TOwner, TValue> Get, Func<TOwner, TValue, TOwner> Set);
