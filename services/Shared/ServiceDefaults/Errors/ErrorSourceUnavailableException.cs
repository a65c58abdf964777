namespace Scim.Bus.ServiceDefaults.Errors;

/// <summary>A service whose errors are asked for does not answer.</summary>
/// <param name="service">Name of the service.</param>
/// <param name="inner">The exception of the connection, if there was one.</param>
public sealed class ErrorSourceUnavailableException(string service, Exception? inner = null)
    : Exception($"The service '{service}' does not answer.", inner);
