using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Notifications.Admins;

/// <summary>When the admin digest is sent (section <c>Notifications</c> of the configuration).</summary>
internal sealed class DigestOptions
{
    public const string Section = "Notifications";

    /// <summary>How long no new notice may have arrived before the digest is sent, so that an initial sync becomes one mail.</summary>
    [Duration(AllowZero = true)]
    public TimeSpan DigestAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait of a notice for its digest, however many more arrive.</summary>
    [Duration(AllowZero = true)]
    public TimeSpan DigestWithin { get; set; } = TimeSpan.FromMinutes(10);
}
