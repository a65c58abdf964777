using System.Text.Json.Nodes;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Bulk;

/// <summary>An operation of a bulk request, as the request of its own that it stands for.</summary>
/// <param name="bulk">The request that it is part of.</param>
/// <param name="data">The body, without references that are still to be resolved.</param>
/// <param name="version">The entity tag that the resource must have; null for any.</param>
internal sealed class BulkPart(ResourceRequest bulk, JsonObject data, string? version) : ResourceRequest(bulk)
{
    public override Precondition Precondition => version is null ? Precondition.None : new Precondition([.. EntityTags.Split(version)]);

    /// <remarks>The answer tells of a success only where the resource is and its version, so nothing else is read.</remarks>
    public override AttributeSelection Selection(ResourceType type) => AttributeSelection.Of(["id"], null, type);

    public override Task<JsonObject> BodyAsync() => Task.FromResult(data);
}
