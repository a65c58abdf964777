using System.Globalization;
using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Simulation.Tests.Model;

/// <summary>A person as the identity provider knows them: what the directory must say once all is at rest.</summary>
internal sealed class ModelPerson(string tenant, int number)
{
    public int Number => number;

    /// <summary>Null before the person is created, and after they were deleted.</summary>
    public UserId? Id { get; set; }

    /// <summary>Nobody else has it, and it never changes.</summary>
    public string FamilyName { get; } = string.Create(CultureInfo.InvariantCulture, $"Family{number}of{tenant}");

    /// <summary>Work e-mail and userName: the same, and it may go to another person.</summary>
    public string Address { get; set; } = string.Create(CultureInfo.InvariantCulture, $"p{number}@{tenant}.example");

    public string GivenName { get; set; } = "First";

    public bool IsActive { get; set; } = true;

    /// <summary>The groups that the person is in, the one joined last at the end. It is the one that counts (I4).</summary>
    public List<ModelGroup> Groups { get; } = [];

    public ModelGroup? AccessGroup => Groups.LastOrDefault();

    /// <summary>
    /// The time zones that the account may have, by what admins wrote into it: several as long as an attempt that nobody waits for may
    /// still be carried out. A forced sync may take it out again.
    /// </summary>
    public HashSet<string?> TimeZones { get; } = [null];

    /// <summary>Whether an account was made by hand with the person's address before they were created.</summary>
    public bool HasManualAccount { get; set; }

    /// <summary>The user as it is pushed.</summary>
    public JsonObject Resource() => new()
    {
        ["schemas"] = new JsonArray(SchemaUrns.User),
        ["userName"] = Address,
        ["name"] = new JsonObject { ["givenName"] = GivenName, ["familyName"] = FamilyName },
        ["emails"] = new JsonArray(new JsonObject { ["value"] = Address, ["type"] = "work", ["primary"] = true }),
        ["active"] = IsActive,
    };

    public override string ToString() => $"{FamilyName} ({Id})";
}
