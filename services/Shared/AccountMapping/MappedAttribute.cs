using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Protocol.Limits;
using Scim.Protocol.Schemas;

namespace Scim.Bus.AccountMapping;

/// <summary>An attribute on its way from a SCIM User over the profile to an account: a row of <see cref="AttributeMapping"/>.</summary>
public abstract class MappedAttribute
{
    /// <summary>Name of the attribute in a profile, and in <c>changedAt</c>.</summary>
    public required string Attribute { get; init; }

    /// <summary>Name of the account's field in the admin API, in filters and in events. Empty for what accounts do not have.</summary>
    public string Name { get; init; } = "";

    /// <summary>True for what people could log in by (<see cref="LoginIdentifiers"/>). Accounts are found by it, in any spelling.</summary>
    public bool IsLogin { get; init; }

    /// <summary>Characters that a text may have that an admin sets by hand: as many as SCIM takes.</summary>
    public int MaxLength { get; init; } = RequestLimits.NameLength;

    /// <summary>What an admin may set by hand, for error messages.</summary>
    public abstract string Expected { get; }

    /// <summary>Type of the field in filters.</summary>
    public AttributeType Type { get; init; }

    /// <summary>Checks a text that an admin sets by hand: returns what is wrong with it, or null.</summary>
    public Func<string, string?>? Check { get; init; }

    /// <summary>The attribute of a SCIM User that the value is read from, as RFC 7644, section 3.10, writes it.</summary>
    public abstract string ScimPath { get; }

    /// <summary>True if accounts have the attribute.</summary>
    public abstract bool IsInAccount { get; }

    /// <summary>How a value is read that an admin sets by hand: one of an enumeration by its name only, and not by its number.</summary>
    private protected static JsonSerializerOptions Json { get; } =
        new(JsonSerializerOptions.Web) { Converters = { new JsonStringEnumConverter(allowIntegerValues: false) } };

    /// <summary>Reads the value from a profile.</summary>
    public abstract object? InProfile(UserProfile profile);

    /// <summary>Reads the value from an account.</summary>
    public abstract object? InAccount(AccountAttributes account);

    /// <summary>Returns the profile with the value that a SCIM User has.</summary>
    public abstract UserProfile Read(JsonObject user, UserProfile profile);

    /// <summary>Returns the account with the value that the profile has.</summary>
    public abstract AccountAttributes Apply(UserProfile profile, AccountAttributes account);

    /// <summary>Returns the account with a value from JSON, as an admin sets it by hand.</summary>
    /// <exception cref="JsonException">The value has the wrong type, or is not allowed.</exception>
    public abstract AccountAttributes Edit(JsonNode? value, AccountAttributes account);

    /// <summary>Returns the target with the value that the source has.</summary>
    public abstract AccountAttributes Copy(AccountAttributes source, AccountAttributes target);
}
