namespace Scim.Bus.Ingress.Directory;

/// <summary>Every attempt to write a resource lost to a concurrent write. The client should retry.</summary>
/// <param name="resource">The resource, as the message names it.</param>
internal sealed class DirectoryConflictException(string resource)
    : Exception($"{resource} is being changed by too many requests at once; try again.");
