using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Notifications.Admins;

/// <summary>When admins are written to (section <c>Notifications</c> of the configuration).</summary>
internal sealed class DigestOptions
{
    public const string Section = "Notifications";

    /// <summary>How long it must have been quiet before admins are written to: an initial sync is one mail.</summary>
    [Duration(AllowZero = true)]
    public TimeSpan DigestAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long admins are not written to at most, if it never gets quiet.</summary>
    [Duration(AllowZero = true)]
    public TimeSpan DigestWithin { get; set; } = TimeSpan.FromMinutes(10);
}
