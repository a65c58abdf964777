using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>Configuration of the identity providers' tokens (section <c>Tokens</c>).</summary>
internal sealed class TokenOptions
{
    public const string Section = "Tokens";

    /// <summary>After how long a new token expires, unless the request for it says otherwise.</summary>
    [Duration]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(365);
}
