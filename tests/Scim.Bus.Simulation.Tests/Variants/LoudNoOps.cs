using System.Globalization;
using System.Text.Json.Nodes;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Scim.Http;
using Scim.Bus.Ingress.Scim.Resources;
using Scim.Bus.Simulation.Tests.Histories;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Simulation.Tests.Variants;

/// <summary>I6 broken: every PUT changes something first.</summary>
internal sealed class LoudNoOps : Variant
{
    public override IResourceEndpoint Decorate(IResourceEndpoint endpoint) => new Endpoint(endpoint);

    private sealed class Endpoint(IResourceEndpoint inner) : IResourceEndpoint
    {
        private int _count;

        public ResourceType Type => inner.Type;

        public Task<ScimResult> CreateAsync(ResourceRequest request, CancellationToken cancellationToken) =>
            inner.CreateAsync(request, cancellationToken);

        public Task<ScimResult> GetAsync(string id, ResourceRequest request, CancellationToken cancellationToken) =>
            inner.GetAsync(id, request, cancellationToken);

        public async Task<ScimResult> ReplaceAsync(string id, ResourceRequest request, CancellationToken cancellationToken)
        {
            var title = JsonValue.Create((++_count).ToString(CultureInfo.InvariantCulture));
            var change = SimulatedRequest.Patch("replace", "title", title);
            await inner.PatchAsync(id, new Changed(request, change), cancellationToken);
            return await inner.ReplaceAsync(id, request, cancellationToken);
        }

        public Task<ScimResult> PatchAsync(string id, ResourceRequest request, CancellationToken cancellationToken) =>
            inner.PatchAsync(id, request, cancellationToken);

        public Task<ScimResult> DeleteAsync(string id, ResourceRequest request, CancellationToken cancellationToken) =>
            inner.DeleteAsync(id, request, cancellationToken);
    }

    private sealed class Changed(ResourceRequest request, JsonObject body) : ResourceRequest(request, request.Entry)
    {
        public override Precondition Precondition => Precondition.None;

        public override AttributeSelection Selection(ResourceType type) => AttributeSelection.Create(null, null, type);

        public override Task<JsonObject> BodyAsync() => Task.FromResult(body);
    }
}
