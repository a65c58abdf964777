using Scim.Bus.Console.Clients;

namespace Scim.Bus.Console.Pages.TenantList;

/// <summary>The tenants that somebody may see.</summary>
/// <param name="Tenants">A page of them.</param>
/// <param name="Search">What was searched for; empty for all.</param>
/// <param name="HasSearch">Whether there are so many that a search helps.</param>
/// <param name="First">Address of the first page; null on it.</param>
/// <param name="Next">Address of the next page; null on the last one.</param>
/// <param name="MayCreate">Whether a tenant may be created.</param>
/// <param name="NewId">Id that was typed for a new tenant.</param>
/// <param name="NewName">Name that was typed for a new tenant.</param>
public sealed record TenantListModel(
    IReadOnlyList<Tenant> Tenants,
    string Search,
    bool HasSearch,
    string? First,
    string? Next,
    bool MayCreate,
    string NewId = "",
    string NewName = "");
