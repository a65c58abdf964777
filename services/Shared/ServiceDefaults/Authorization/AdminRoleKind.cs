namespace Scim.Bus.ServiceDefaults.Authorization;

/// <summary>What a role allows; each allows what those before it do.</summary>
public enum AdminRoleKind
{
    /// <summary>Asks whether people may log in, and nothing else.</summary>
    Login,

    /// <summary>Reads.</summary>
    Viewer,

    /// <summary>Reads and changes.</summary>
    Admin,

    /// <summary>Everything, of all tenants.</summary>
    Operator,
}
