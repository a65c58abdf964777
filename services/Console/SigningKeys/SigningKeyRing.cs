using Microsoft.IdentityModel.Tokens;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Authentication;

namespace Scim.Bus.Console.SigningKeys;

/// <summary>The signing keys as this process last read them.</summary>
internal sealed class SigningKeyRing(TimeProvider time) : IAssertionKeys
{
    private volatile IReadOnlyList<SigningKey> _keys = [];

    /// <summary>All keys, by number; none as long as the store did not answer.</summary>
    public IReadOnlyList<SigningKey> Keys => _keys;

    /// <summary>The key that signs now.</summary>
    /// <exception cref="AdminException">503: the keys could not be read yet.</exception>
    public SigningKey Current => SigningKeyPlan.Current(Known, time.GetUtcNow());

    private IReadOnlyList<SigningKey> Known =>
        _keys is { Count: > 0 } keys ? keys : throw AdminException.Unavailable("The store can't be reached; try again later.");

    /// <summary>Replaces the keys by what was read.</summary>
    public void Set(IReadOnlyList<SigningKey> keys) => _keys = keys;

    /// <inheritdoc />
    public ValueTask<JsonWebKey?> FindAsync(string id, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Known.FirstOrDefault(key => key.KeyId == id)?.ForVerifying());
}
