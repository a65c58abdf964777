using System.Buffers;
using System.Collections.Frozen;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>Tells names of attributes, and paths, that suggest a secret. A value too many is hidden rather than one too few.</summary>
internal static class SecretNames
{
    /// <summary>Longer than any name of a schema; what is longer is nobody's attribute.</summary>
    private const int LongestName = 300;

    private static readonly SearchValues<string> Parts = SearchValues.Create(
        [
            "password", "passwd", "passphrase", "passcode", "passkey", "pincode", "pwd", "secret", "token", "credential", "apikey",
            "privatekey", "accesskey", "sshkey", "authorization", "bearer", "cookie", "passwort", "kennwort", "motdepasse", "contrase",
            "senha",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>What suggests a secret only as a word by itself: <c>apiKey</c>, but not <c>keyword</c>.</summary>
    private static readonly string[] Words = ["key", "keys", "pin", "otp", "totp", "pass", "ssn", "cvv", "cvc", "jwt", "salt"];

    /// <summary>The names that nearly all bodies consist of.</summary>
    private static readonly FrozenSet<string> Known = KnownNames()
        .Where(name => !IsSecret(name))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True if the name of an attribute, or a path, suggests that its value is a secret.</summary>
    public static bool Suggest(string name) => !Known.Contains(name) && (name.Length > LongestName || IsSecret(name));

    private static bool IsSecret(string name) =>
        name.AsSpan().ContainsAny(Parts)
        || HasWord(name)
        || (name.AsSpan().ContainsAny("_- .") && string.Concat(name.Split('_', '-', ' ', '.')).AsSpan().ContainsAny(Parts));

    /// <summary>Words begin at capitals, and end at what is no letter.</summary>
    private static bool HasWord(ReadOnlySpan<char> name)
    {
        var start = -1;
        for (var i = 0; i <= name.Length; i++)
        {
            var isLetter = i < name.Length && char.IsLetter(name[i]);
            if (start >= 0 && (!isLetter || IsBeginning(name, i)))
            {
                if (IsWord(name[start..i]))
                    return true;
                start = -1;
            }

            if (isLetter && start < 0)
                start = i;
        }

        return false;
    }

    private static bool IsBeginning(ReadOnlySpan<char> name, int i) =>
        char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));

    private static bool IsWord(ReadOnlySpan<char> word)
    {
        foreach (var secret in Words)
        {
            if (word.Equals(secret, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static IEnumerable<string> KnownNames()
    {
        string[] messages = ["schemas", "Operations", "op", "path", "value"];
        var attributes = new[] { ResourceTypes.User, ResourceTypes.Group }.SelectMany(type =>
            type.TopLevel.Concat(type.Extensions.SelectMany(extension => extension.Attributes)));
        var extensions = ResourceTypes.User.Extensions.Select(extension => extension.Id);
        return messages.Concat(extensions).Concat(attributes.SelectMany(attribute => attribute.SubAttributes.Prepend(attribute))
            .Select(attribute => attribute.Name));
    }
}
