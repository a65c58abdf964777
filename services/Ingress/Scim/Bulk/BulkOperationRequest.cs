using System.Text.Json.Nodes;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.RequestLog;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Bulk;

/// <summary>An operation of a bulk request, in the form of a request by itself.</summary>
/// <param name="bulk">The bulk request.</param>
/// <param name="data">The body, with all bulkId references resolved.</param>
/// <param name="version">The entity tag that the resource must have; null for any.</param>
/// <param name="entry">The operation's record; null for a part of one that has it already.</param>
internal sealed class BulkOperationRequest(ResourceRequest bulk, JsonObject data, string? version, RequestEntry? entry)
    : ResourceRequest(bulk, entry)
{
    public override Precondition Precondition => version is null ? Precondition.None : new Precondition([.. EntityTags.Split(version)]);

    /// <remarks>Only the id: a bulk response has no more of a resource than its location and version.</remarks>
    public override AttributeSelection Selection(ResourceType type) => AttributeSelection.Create(["id"], null, type);

    public override Task<JsonObject> BodyAsync() => Task.FromResult(data);
}
