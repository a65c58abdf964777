using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Console.Identity;

/// <summary>How long sessions last (section <c>Admin__Session</c> of the configuration).</summary>
internal sealed class SessionLimits
{
    public const string Section = "Admin:Session";

    /// <summary>A session ends after this long without a request.</summary>
    [Duration]
    public TimeSpan IdleLimit { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A session ends this long after the sign-in.</summary>
    [Duration]
    public TimeSpan AbsoluteLimit { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long roles count before the provider is asked again.</summary>
    [Duration]
    public TimeSpan RoleCheckInterval { get; set; } = TimeSpan.FromMinutes(5);
}
