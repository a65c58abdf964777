using Mono.Cecil;

namespace Scim.Bus.Architecture.Tests.Compiled;

/// <summary>
/// Which namespaces of an assembly use which. The classes that put an assembly into a host (<c>*Registration</c> in its root namespace) use
/// everything below them, so they count as a namespace of their own: what uses them from below is a circle as well.
/// </summary>
internal sealed class NamespaceGraph
{
    private readonly ILookup<string, NamespaceUse> _uses;

    public NamespaceGraph(string root, IEnumerable<TypeDefinition> types) => _uses = types
        .SelectMany(type => UsesOf(root, type))
        .ToLookup(use => use.From, StringComparer.Ordinal);

    /// <summary>Every use of another namespace.</summary>
    public IEnumerable<NamespaceUse> Uses => _uses.SelectMany(uses => uses);

    /// <summary>The uses that are part of a circle: those from whose target a way leads back.</summary>
    public IEnumerable<NamespaceUse> Circular
    {
        get
        {
            var reachable = Uses.Select(use => use.To).Distinct(StringComparer.Ordinal).ToDictionary(space => space, ReachableFrom);
            return Uses.Where(use => reachable[use.To].Contains(use.From));
        }
    }

    private HashSet<string> ReachableFrom(string start)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>([start]);
        while (next.TryDequeue(out var space))
        {
            foreach (var use in _uses[space].Where(use => reached.Add(use.To)))
                next.Enqueue(use.To);
        }

        return reached;
    }

    private static IEnumerable<NamespaceUse> UsesOf(string root, TypeDefinition type) =>
        from used in TypeReferences.From(type).OfType<TypeDefinition>()
        let use = new NamespaceUse(SliceOf(root, type), SliceOf(root, used), $"{type.Name} uses {used.Name}")
        where use.From != use.To && use.To.StartsWith(root, StringComparison.Ordinal)
        select use;

    private static string SliceOf(string root, TypeReference type) =>
        type.Namespace == root && type.Name.EndsWith("Registration", StringComparison.Ordinal) ? $"{root} (registration)" : type.Namespace;
}
