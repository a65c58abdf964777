namespace Scim.Bus.Ingress.Directory;

/// <summary>A resource was written by others each time that this process tried to. The client should try again.</summary>
/// <param name="resource">The resource.</param>
internal sealed class DirectoryConflictException(string resource) : Exception($"{resource} is being changed by others too often; try again.");
