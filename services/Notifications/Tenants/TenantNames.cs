using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Notifications.Tenants;

/// <summary>What customers are called in mails.</summary>
internal static class TenantNames
{
    /// <summary>The customer's name, or the tenant's id where none is known.</summary>
    public static string Company(this TenantSettingsCopy<TenantConsumer> tenant) =>
        string.IsNullOrWhiteSpace(tenant.Settings.Name) ? tenant.Tenant.Value : tenant.Settings.Name;
}
