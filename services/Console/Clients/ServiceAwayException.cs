namespace Scim.Bus.Console.Clients;

/// <summary>A service does not answer, or not as it should.</summary>
/// <param name="service">Name of the service, for people to read.</param>
/// <param name="inner">The exception of the connection, if there was one.</param>
internal sealed class ServiceAwayException(string service, Exception? inner = null)
    : Exception($"{service} does not answer. Try again in a moment.", inner)
{
    public string Service { get; } = service;
}

/// <summary>A service refused a request; the message is for people.</summary>
internal sealed class RefusedException(int status, string detail) : Exception(detail)
{
    public int Status { get; } = status;
}
