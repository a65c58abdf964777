namespace Scim.Bus.DocumentStore;

/// <summary>Registration of a database that the host uses; there is one for each collection, so names repeat.</summary>
/// <param name="Service">Service that owns the database.</param>
internal sealed record StoreDatabase(string Service);
