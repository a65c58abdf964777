using System.Net.Mail;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Ingress.Tenants;

/// <summary>Holds settings to what their types can't say.</summary>
internal static class SettingsCheck
{
    private const int MaxAdmins = 20;
    private const int LongestAddress = 254;
    private const int LongestGrace = 3600;

    /// <summary>The settings, with each admin's address once.</summary>
    /// <exception cref="AdminException">400: a value is out of its bounds.</exception>
    public static TenantSettings Check(TenantSettings settings)
    {
        if (settings.RemovalGraceSeconds is < 0 or > LongestGrace)
            throw AdminException.Invalid($"'removalGraceSeconds' is {settings.RemovalGraceSeconds}; it must be from 0 to {LongestGrace}, or null.");
        if (!Enum.IsDefined(settings.IdentityProvider) || !Enum.IsDefined(settings.SecondGroup))
            throw AdminException.Invalid("'identityProvider' and 'secondGroup' are names, not numbers.");
        // The type says that there is a list, but JSON may say null: that is nobody.
        var admins = (settings.AdminEmails ?? []).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (admins.Contains(null!))
            throw AdminException.Invalid("'adminEmails' has a null where an e-mail address is to be.");
        if (admins.Find(address => !IsAddress(address)) is { } wrong)
            throw AdminException.Invalid($"'adminEmails' has '{wrong}', which is no e-mail address such as 'admin@example.com'.");
        if (admins.Count > MaxAdmins)
            throw AdminException.Invalid($"'adminEmails' has {admins.Count} addresses; {MaxAdmins} are possible.");
        return settings with { AdminEmails = admins };
    }

    /// <summary>Whether it is an address and nothing else: no name, no brackets, no quoted local part, nothing that a header could end at.</summary>
    private static bool IsAddress(string text) => text.Length <= LongestAddress
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '"' or '<' or '>' or ',' or ';')
        && MailAddress.TryCreate(text, out var address)
        && address.Address == text
        && address.Host.Length > 0;
}
