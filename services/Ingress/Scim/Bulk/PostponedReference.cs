using System.Text.Json.Nodes;
using Scim.Bus.Ingress.Scim.Resources;

namespace Scim.Bus.Ingress.Scim.Bulk;

/// <summary>References that are still to be added to a created resource.</summary>
/// <param name="Operation">Index of the operation that created it.</param>
/// <param name="Endpoint">The endpoint of its type.</param>
/// <param name="Additions">PATCH operations that add the references.</param>
internal sealed record PostponedReference(int Operation, IResourceEndpoint Endpoint, JsonArray Additions);
