using System.Net;

namespace Scim.Bus.Testing.Deployments;

/// <summary>A service answered with another status than the test expects. The message has the answer's body.</summary>
public sealed class UnexpectedStatusException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status => status;
}
