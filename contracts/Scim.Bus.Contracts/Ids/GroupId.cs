using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Scim.Bus.Contracts;

/// <summary>Identifies a group of the directory and its Access Group: the <c>id</c> of a SCIM Group. Never reused.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<GroupId>))]
public readonly record struct GroupId(Guid Value) : IGuidId<GroupId>, IParsable<GroupId>
{
    /// <inheritdoc />
    public static GroupId From(Guid value) => new(value);

    /// <inheritdoc />
    public static GroupId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out GroupId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new GroupId(value);
        return parsed;
    }

    /// <summary>The UUID in lower case with hyphens, as in messages.</summary>
    public override string ToString() => Value.ToString();
}
