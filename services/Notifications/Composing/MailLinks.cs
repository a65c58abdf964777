using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Notifications.Composing;

/// <summary>Addresses that mails lead to (section <c>Links</c> of the configuration). A mail has no link to one that is not set.</summary>
internal sealed class MailLinks
{
    public const string Section = "Links";

    /// <summary>Where people log in to Pinpoint.</summary>
    [AbsoluteUrl]
    public Uri? Pinpoint { get; set; }

    /// <summary>The Console's address, as admins' browsers reach it.</summary>
    [AbsoluteUrl]
    public Uri? Console { get; set; }

    /// <summary>Where people log in; empty if that is not set.</summary>
    internal string Login => Pinpoint?.ToString() ?? "";

    /// <summary>The Console's pages about a tenant; empty if its address is not set.</summary>
    internal string PagesOf(TenantId tenant) => Console is null ? "" : $"{Console.ToString().TrimEnd('/')}/tenants/{tenant}";
}
