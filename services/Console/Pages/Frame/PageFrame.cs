using System.Security.Claims;
using Scim.Bus.Console.Clients;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Frame;

/// <summary>What surrounds a page.</summary>
public sealed record PageFrame
{
    public required string Title { get; init; }

    public required ClaimsPrincipal User { get; init; }

    /// <summary>The tenant that the page is about; null for other pages.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>The tenant's settings; null if the ingress is away.</summary>
    public Tenant? Settings { get; init; }

    /// <summary>The entry of the navigation that the page belongs to.</summary>
    public string? View { get; init; }

    /// <summary>What came of the form that led here.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>True if an element of the page itself has the focus first.</summary>
    public bool HasOwnFocus { get; init; }

    /// <summary>Whether whoever looks at the page may change the tenant.</summary>
    public bool MayChange => Tenant is { } tenant && User.GetRoles().Allows(AdminRight.ChangeTenant, tenant);

    /// <summary>The tenant's name, or its id while the name is not known.</summary>
    public string TenantName => Settings?.DisplayName ?? Tenant?.Value ?? "";
}
