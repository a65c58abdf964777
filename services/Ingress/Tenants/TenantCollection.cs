using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory;
using Scim.Protocol.Filters;

namespace Scim.Bus.Ingress.Tenants;

/// <summary>The collection of tenants.</summary>
internal static class TenantCollection
{
    /// <summary>
    /// The partition of tenants and tokens, which are looked up before the tenant is known. The name is reserved: no tenant can have it.
    /// </summary>
    public static TenantId Partition { get; } = TenantId.Parse("scim-bus", null);

    public static CollectionDefinition<TenantRecord> Definition { get; } = new()
    {
        Service = IngressService.Name,
        Name = "tenants",
        Attributes = DocumentFields.Create("Tenant", DocumentFields.Exact("id"), DocumentFields.Exact("name")),
        Resource = tenant => new JsonObject { ["id"] = tenant.Id.Value, ["name"] = tenant.Settings.Name },
    };

    /// <summary>Selects these tenants.</summary>
    public static BoundFilter Only(IEnumerable<TenantId> tenants) =>
        new BoundIn(Definition.Attributes.At("id"), [.. tenants.Select(tenant => tenant.Value)]);
}
