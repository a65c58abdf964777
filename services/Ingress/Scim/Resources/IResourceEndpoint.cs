using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>
/// The operations on resources of one type (RFC 7644, section 3.2). A method that throws a <see cref="ScimException"/> has changed nothing.
/// </summary>
internal interface IResourceEndpoint
{
    ResourceType Type { get; }

    Task<ScimResult> CreateAsync(ResourceRequest request, CancellationToken cancellationToken);

    Task<ScimResult> GetAsync(string id, ResourceRequest request, CancellationToken cancellationToken);

    Task<ScimResult> ReplaceAsync(string id, ResourceRequest request, CancellationToken cancellationToken);

    Task<ScimResult> PatchAsync(string id, ResourceRequest request, CancellationToken cancellationToken);

    Task<ScimResult> DeleteAsync(string id, ResourceRequest request, CancellationToken cancellationToken);
}
