using System.Text.Json.Nodes;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>A multi-valued attribute whose elements are read while they are written.</summary>
/// <param name="Name">The attribute.</param>
/// <param name="Elements">Its elements, in pages from the store.</param>
internal sealed record StreamedAttribute(string Name, IAsyncEnumerable<JsonObject> Elements);
