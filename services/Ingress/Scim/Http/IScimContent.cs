namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>The JSON body of a response, made while it is written, so that memory does not grow with it.</summary>
internal interface IScimContent
{
    /// <summary>Writes one JSON object. What it does not have at hand, such as members of a group, it reads meanwhile.</summary>
    Task WriteAsync(ScimWriter writer, CancellationToken cancellationToken);
}
