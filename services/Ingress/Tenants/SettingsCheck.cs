using System.Net.Mail;
using System.Text.Json;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Protocol.Errors;
using Scim.Protocol.Limits;

namespace Scim.Bus.Ingress.Tenants;

/// <summary>Validates what the types of the settings cannot express.</summary>
internal static class SettingsCheck
{
    private const int MaxAdmins = 20;
    private const int LongestAddress = 254;
    private const int LongestGrace = 3600;
    private const int LongestSilence = 720;

    /// <summary>Returns the settings without duplicate addresses of admins.</summary>
    /// <exception cref="AdminException">400: a value is out of range or malformed.</exception>
    public static TenantSettings Check(TenantSettings settings)
    {
        if (settings.RemovalGraceSeconds is < 0 or > LongestGrace)
        {
            throw AdminException.Invalid(
                $"'removalGraceSeconds' is {settings.RemovalGraceSeconds}; it must be from 0 to {LongestGrace}, or null.");
        }

        if (settings.SilentAfterHours is < 1 or > LongestSilence)
        {
            throw AdminException.Invalid(
                $"'silentAfterHours' is {settings.SilentAfterHours}; it must be from 1 to {LongestSilence}, or null.");
        }

        // JSON may have null where the type has none.
        if (settings.Name is null)
            throw AdminException.Invalid($"'name' is null; it takes {Expected("name")}.");
        if (settings.Name.Length > RequestLimits.NameLength)
            throw AdminException.Invalid($"'name' has {settings.Name.Length} characters; {RequestLimits.NameLength} is the most.");
        RequireName(settings.IdentityProvider, "identityProvider");
        RequireName(settings.SecondGroup, "secondGroup");
        // Null means no admins.
        var admins = (settings.AdminEmails ?? []).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (admins.Contains(null!))
            throw AdminException.Invalid("'adminEmails' contains null; it takes e-mail addresses.");
        if (admins.Find(address => !IsAddress(address)) is { } wrong)
        {
            throw AdminException.Invalid(
                $"'adminEmails' contains '{Shown.Text(wrong)}', which is not an e-mail address such as 'admin@example.com'.");
        }

        if (admins.Count > MaxAdmins)
            throw AdminException.Invalid($"'adminEmails' has {admins.Count} addresses; at most {MaxAdmins} are allowed.");
        return settings with { AdminEmails = admins };
    }

    /// <summary>What a setting takes, for error messages.</summary>
    public static string Expected(string name) => name switch
    {
        "name" => "a text",
        "identityProvider" => NamesOf<IdentityProvider>(),
        "secondGroup" => NamesOf<SecondGroupPolicy>(),
        "groupsToSync" => "an array of ids of groups, or null",
        "adminEmails" => "an array of e-mail addresses",
        "removalGraceSeconds" => "a whole number of seconds, or null",
        "silentAfterHours" => "a whole number of hours, or null",
        _ => "true or false",
    };

    /// <summary>JSON may have any number where the type has names.</summary>
    private static void RequireName<T>(T value, string name)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw AdminException.Invalid($"'{name}' is {value:D}; it takes {NamesOf<T>()}.");
    }

    private static string NamesOf<T>()
        where T : struct, Enum =>
        string.Join(" or ", Enum.GetNames<T>().Select(name => $"'{JsonNamingPolicy.CamelCase.ConvertName(name)}'"));

    /// <summary>True for a bare address: no display name, no brackets, no quoted local part, nothing that could inject a header.</summary>
    private static bool IsAddress(string text) => text.Length <= LongestAddress
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '"' or '<' or '>' or ',' or ';')
        && MailAddress.TryCreate(text, out var address)
        && address.Address == text
        && address.Host.Length > 0;
}
