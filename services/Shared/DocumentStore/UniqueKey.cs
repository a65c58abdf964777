namespace Scim.Bus.DocumentStore;

/// <summary>A value that only one document of a tenant may have.</summary>
/// <param name="Name">Name of the key, such as <c>userName</c>.</param>
/// <param name="Value">The value, compared ordinally.</param>
public sealed record UniqueKey(string Name, string Value)
{
    /// <summary>Name of the key that every document has: its own.</summary>
    public const string Id = "id";
}
