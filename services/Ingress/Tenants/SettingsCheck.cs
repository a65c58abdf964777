using System.Net.Mail;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Ingress.Tenants;

/// <summary>Validates what the types of the settings cannot express.</summary>
internal static class SettingsCheck
{
    private const int MaxAdmins = 20;
    private const int LongestAddress = 254;
    private const int LongestGrace = 3600;

    /// <summary>Returns the settings without duplicate addresses of admins.</summary>
    /// <exception cref="AdminException">400: a value is out of range or malformed.</exception>
    public static TenantSettings Check(TenantSettings settings)
    {
        if (settings.RemovalGraceSeconds is < 0 or > LongestGrace)
        {
            throw AdminException.Invalid(
                $"'removalGraceSeconds' is {settings.RemovalGraceSeconds}; it must be from 0 to {LongestGrace}, or null.");
        }

        // JSON may have null where the type has none.
        if (settings.Name is null)
            throw AdminException.Invalid("'name' must not be null.");
        if (!Enum.IsDefined(settings.IdentityProvider) || !Enum.IsDefined(settings.SecondGroup))
            throw AdminException.Invalid("'identityProvider' and 'secondGroup' are names, not numbers.");
        // Null means no admins.
        var admins = (settings.AdminEmails ?? []).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (admins.Contains(null!))
            throw AdminException.Invalid("'adminEmails' contains null; it takes e-mail addresses.");
        if (admins.Find(address => !IsAddress(address)) is { } wrong)
            throw AdminException.Invalid($"'adminEmails' contains '{wrong}', which is not an e-mail address such as 'admin@example.com'.");
        if (admins.Count > MaxAdmins)
            throw AdminException.Invalid($"'adminEmails' has {admins.Count} addresses; at most {MaxAdmins} are allowed.");
        return settings with { AdminEmails = admins };
    }

    /// <summary>True for a bare address: no display name, no brackets, no quoted local part, nothing that could inject a header.</summary>
    private static bool IsAddress(string text) => text.Length <= LongestAddress
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '"' or '<' or '>' or ',' or ';')
        && MailAddress.TryCreate(text, out var address)
        && address.Address == text
        && address.Host.Length > 0;
}
