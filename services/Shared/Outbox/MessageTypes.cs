using System.Collections.Frozen;
using System.Text.Json;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Outbox;

/// <summary>Resolves the type names of stored messages, and says how messages are serialized.</summary>
public static class MessageTypes
{
    private static readonly FrozenDictionary<string, Type> ByName =
        new[] { typeof(UserProvisioned).Assembly, typeof(ApplyAccount).Assembly }
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false, IsGenericType: false })
            .ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>How message bodies are stored.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    /// <summary>The name under which messages of a type are stored.</summary>
    public static string NameOf(Type type) => type.FullName!;

    /// <summary>The type of a stored message.</summary>
    /// <exception cref="InvalidOperationException">No message has this name: a newer version of the program stored it.</exception>
    public static Type Find(string name) =>
        ByName.TryGetValue(name, out var type) ? type : throw new InvalidOperationException($"No message is called '{name}'.");
}
