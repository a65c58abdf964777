using System.Collections.Frozen;
using System.Text.Json;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Messaging.Relaying;

/// <summary>The messages by name, for those that were stored and are read back.</summary>
internal static class MessageTypes
{
    private static readonly FrozenDictionary<string, Type> ByName =
        new[] { typeof(UserProvisioned).Assembly, typeof(ApplyAccount).Assembly }
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false, IsGenericType: false })
            .ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    public static string NameOf(Type type) => type.FullName!;

    /// <exception cref="InvalidOperationException">There is no such message: it was stored by a newer version of the program.</exception>
    public static Type Find(string name) =>
        ByName.TryGetValue(name, out var type) ? type : throw new InvalidOperationException($"No message is called '{name}'.");
}
