using System.Diagnostics.CodeAnalysis;
using Scim.Bus.Contracts;

namespace Scim.Bus.ServiceDefaults.Authorization;

/// <summary>A role in the admin API: what may be done, of one tenant or of all. Written as in <see cref="Forms"/>.</summary>
public sealed record AdminRole
{
    /// <summary>How roles are written.</summary>
    public const string Forms = "operator, viewer, admin:{tenant}, viewer:{tenant} or login:{tenant}";

    private AdminRole(AdminRoleKind kind, TenantId? tenant) => (Kind, Tenant) = (kind, tenant);

    /// <summary>The role that allows everything.</summary>
    public static AdminRole Operator { get; } = new(AdminRoleKind.Operator, null);

    /// <summary>The role that reads everything.</summary>
    public static AdminRole Viewer { get; } = new(AdminRoleKind.Viewer, null);

    /// <summary>What it allows.</summary>
    public AdminRoleKind Kind { get; }

    /// <summary>The tenant that it is for; null for all.</summary>
    public TenantId? Tenant { get; }

    /// <summary>Reads a role. What is written in any other form is none: capitals and spaces count.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AdminRole? role)
    {
        role = text switch
        {
            "operator" => Operator,
            "viewer" => Viewer,
            _ => OfTenant(text),
        };
        return role is not null;
    }

    /// <summary>True if the role allows this.</summary>
    /// <param name="right">What is to be done.</param>
    /// <param name="tenant">The tenant that it is about; null if it is about none, or what was given is no tenant's name.</param>
    public bool Allows(AdminRight right, TenantId? tenant) => right switch
    {
        _ when Kind == AdminRoleKind.Operator => true,
        AdminRight.AnyRole => true,
        AdminRight.ListTenants => Kind >= AdminRoleKind.Viewer,
        AdminRight.ReadAll => Kind >= AdminRoleKind.Viewer && Tenant is null,
        AdminRight.AskLogin => IsAbout(tenant),
        AdminRight.ReadTenant => Kind >= AdminRoleKind.Viewer && IsAbout(tenant),
        AdminRight.ChangeTenant or AdminRight.ReadRequestBodies => Kind >= AdminRoleKind.Admin && IsAbout(tenant),
        _ => false,
    };

    /// <summary>True if the role allows everything that the other one does, so that whoever has it may give the other one.</summary>
    public bool Covers(AdminRole other) => Kind >= other.Kind && (Tenant is null || Tenant == other.Tenant);

    /// <summary>The role as it is written.</summary>
    public override string ToString()
    {
        var kind = Kind switch
        {
            AdminRoleKind.Operator => "operator",
            AdminRoleKind.Admin => "admin",
            AdminRoleKind.Viewer => "viewer",
            _ => "login",
        };
        return Tenant is { } tenant ? $"{kind}:{tenant}" : kind;
    }

    private static AdminRole? OfTenant(string? text)
    {
        if (text?.Split(':') is not [var kind, var name] || !TenantId.TryParse(name, null, out var tenant))
            return null;
        return kind switch
        {
            "admin" => new AdminRole(AdminRoleKind.Admin, tenant),
            "viewer" => new AdminRole(AdminRoleKind.Viewer, tenant),
            "login" => new AdminRole(AdminRoleKind.Login, tenant),
            _ => null,
        };
    }

    private bool IsAbout(TenantId? tenant) => Tenant is null || Tenant == tenant;
}
