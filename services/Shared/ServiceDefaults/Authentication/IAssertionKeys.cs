using Microsoft.IdentityModel.Tokens;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.ServiceDefaults.Authentication;

/// <summary>The public keys by which assertions are verified.</summary>
public interface IAssertionKeys
{
    /// <summary>Finds a key by its id; null if the Console has none with it.</summary>
    /// <exception cref="AdminException">503: no key is known at all, and they can't be read now.</exception>
    ValueTask<JsonWebKey?> FindAsync(string id, CancellationToken cancellationToken);
}
