using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Notifications.Tenants;

/// <summary>Names of customers in mails.</summary>
internal static class TenantNames
{
    /// <summary>The customer's name, or the tenant's id if the name is not set.</summary>
    public static string Company(this TenantSettingsCopy<NotificationsService> tenant) =>
        string.IsNullOrWhiteSpace(tenant.Settings.Name) ? tenant.Tenant.Value : tenant.Settings.Name;
}
