using System.Globalization;
using System.Text.Json.Nodes;

namespace Scim.Bus.Soak.Tests.Model;

/// <summary>A person as the identity provider knows them: what the directory must say once all is at rest.</summary>
internal sealed class ModelUser(string tenant, int number)
{
    /// <summary>The id that the directory gave; empty before.</summary>
    public string Id { get; set; } = "";

    /// <summary>The family name: it never changes and nobody else has it, so a mail can be told by it.</summary>
    public string FamilyName { get; } = string.Create(CultureInfo.InvariantCulture, $"P{number}of{tenant}");

    /// <summary>Work e-mail and userName: the same, and it may go to another person.</summary>
    public string Address { get; set; } = string.Create(CultureInfo.InvariantCulture, $"p{number}.{tenant}@soak.example");

    public string GivenName { get; set; } = "First";

    public bool IsActive { get; set; } = true;

    public bool IsDeleted { get; set; }

    /// <summary>The groups that the person is in, the one joined last at the end. It is the one that counts (I4).</summary>
    public List<ModelGroup> Groups { get; } = [];

    public ModelGroup? AccessGroup => Groups.LastOrDefault();

    /// <summary>The user as it is pushed.</summary>
    public JsonObject Resource()
    {
        var resource = ScimClient.User(Address, GivenName, FamilyName);
        resource["active"] = IsActive;
        return resource;
    }

    public void Join(ModelGroup group)
    {
        if (!Groups.Contains(group)) Groups.Add(group);
    }

    public override string ToString() => $"{FamilyName} ({Id})";
}
