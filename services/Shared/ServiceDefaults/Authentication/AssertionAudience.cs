namespace Scim.Bus.ServiceDefaults.Authentication;

/// <summary>A service of this host: assertions for it are taken. Each service registers its own as a singleton.</summary>
/// <param name="Service">Name of the service, such as <c>access-groups</c>.</param>
public sealed record AssertionAudience(string Service);
