using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MassTransit.Serialization;
using Scim.Bus.Contracts;

namespace Scim.Bus.PublicNames.Tests;

/// <summary>The members of public messages, by their names on the wire: as MassTransit serializes them.</summary>
public sealed class MessageTests
{
    private static readonly JsonSerializerOptions Wire =
        new(SystemTextJsonMessageSerializer.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    [Fact]
    public void Messages_keep_their_members() => Snapshot.Check(
        "messages.txt",
        from type in typeof(UserProvisioned).Assembly.GetExportedTypes()
        where !type.IsAbstract && !type.IsGenericType
        orderby type.FullName
        from line in type.IsEnum ? Values(type) : Members(type)
        select line);

    private static IEnumerable<string> Values(Type type) =>
        Enum.GetValues(type).Cast<object>().Select(value => $"{type.Name} = {JsonSerializer.Serialize(value, type, Wire)}");

    private static IEnumerable<string> Members(Type type) => Wire.GetTypeInfo(type).Properties
        .Select(member => $"{type.Name}.{member.Name}: {NameOf(member.PropertyType)}")
        .Order(StringComparer.Ordinal);

    private static string NameOf(Type type) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } present => $"{NameOf(present)}?",
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GenericTypeArguments.Select(NameOf))}>",
        _ => type.Name,
    };
}
