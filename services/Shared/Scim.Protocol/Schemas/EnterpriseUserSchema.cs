using static Scim.Protocol.Schemas.AttributeBuilders;

namespace Scim.Protocol.Schemas;

/// <summary>The extension for people in organisations (RFC 7643, section 4.3).</summary>
public static class EnterpriseUserSchema
{
    /// <summary>The schema.</summary>
    public static Schema Extension { get; } = new()
    {
        Id = SchemaUrns.EnterpriseUser,
        Name = "EnterpriseUser",
        Description = "Enterprise User",
        Attributes =
        [
            Text("employeeNumber", "The number that the organisation knows the person by."),
            Text("costCenter", "Cost centre."),
            Text("organization", "Organisation."),
            Text("division", "Division."),
            Text("department", "Department."),
            Complex(
                "manager",
                "The person's manager.",
                Text("value", "The manager's id.") with { CaseExact = true },
                Uri("$ref", "The manager's address.") with { ReferenceTypes = ["User"], Queryable = false },
                Text("displayName", "The manager's name.") with { Mutability = Mutability.ReadOnly }),
        ],
    };
}
