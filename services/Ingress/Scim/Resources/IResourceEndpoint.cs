using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Resources;

/// <summary>
/// What can be done to the resources of a type (RFC 7644, section 3.2). Each method throws <see cref="ScimException"/> for what it refuses, and
/// changes nothing then.
/// </summary>
internal interface IResourceEndpoint
{
    ResourceType Type { get; }

    Task<ScimAnswer> CreateAsync(ResourceRequest request, CancellationToken cancellationToken);

    Task<ScimAnswer> GetAsync(string id, ResourceRequest request, CancellationToken cancellationToken);

    Task<ScimAnswer> ReplaceAsync(string id, ResourceRequest request, CancellationToken cancellationToken);

    Task<ScimAnswer> PatchAsync(string id, ResourceRequest request, CancellationToken cancellationToken);

    Task<ScimAnswer> DeleteAsync(string id, ResourceRequest request, CancellationToken cancellationToken);
}
