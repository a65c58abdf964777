using System.Collections.Frozen;
using System.Text.Json;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Outbox;

/// <summary>Type names and JSON options of stored messages.</summary>
public static class MessageTypes
{
    private static readonly FrozenDictionary<string, Type> ByName =
        new[] { typeof(UserProvisioned).Assembly, typeof(ApplyAccount).Assembly }
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false, IsGenericType: false })
            .ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>JSON options of stored messages.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    /// <summary>Gets the name that stands for a type in a stored message.</summary>
    public static string NameOf(Type type) => type.FullName!;

    /// <summary>Finds the type of a stored message.</summary>
    /// <exception cref="UnpublishableMessageException">No message has this name: another version of the program stored it.</exception>
    public static Type Find(string name) =>
        ByName.TryGetValue(name, out var type)
            ? type
            : throw new UnpublishableMessageException($"Unknown message type '{name}': another version of Scim.Bus stored it.");
}
