using Mono.Cecil;

namespace Scim.Bus.Architecture.Tests.Compiled;

/// <summary>An assembly of ours, read as it was compiled.</summary>
internal sealed class CompiledAssembly
{
    private static readonly DefaultAssemblyResolver Resolver = ResolverOf((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!);

    private readonly ModuleDefinition _module;

    private CompiledAssembly(string name) => _module = ModuleDefinition.ReadModule(
        Path.Join(AppContext.BaseDirectory, $"{name}.dll"), new ReaderParameters { AssemblyResolver = Resolver });

    /// <summary>The names of all projects below a folder, so that a new one can't be forgotten here.</summary>
    public static IEnumerable<string> NamesIn(params ReadOnlySpan<string> folder) => Directory
        .GetFiles(RepositoryRoot.PathTo(folder), "*.csproj", SearchOption.AllDirectories)
        .Select(project => Path.GetFileNameWithoutExtension(project))
        .Order(StringComparer.Ordinal);

    public static CompiledAssembly Load(string name) => new(name);

    /// <summary>The name, such as <c>Scim.Bus.Ingress</c>. It is the root namespace too.</summary>
    public string Name => _module.Assembly.Name.Name;

    /// <summary>The names of the assemblies that it refers to. The compiler leaves out those that it does not use.</summary>
    public IEnumerable<string> References => _module.AssemblyReferences.Select(reference => reference.Name);

    /// <summary>
    /// The types that people wrote, without those nested in others. Source generators put theirs into namespaces of their own.
    /// </summary>
    public IEnumerable<TypeDefinition> Types => _module.Types.Where(type =>
        type.Namespace == Name || type.Namespace.StartsWith($"{Name}.", StringComparison.Ordinal));

    private static DefaultAssemblyResolver ResolverOf(string platform)
    {
        var resolver = new DefaultAssemblyResolver();
        foreach (var folder in platform.Split(Path.PathSeparator).Select(path => Path.GetDirectoryName(path)!).Distinct())
            resolver.AddSearchDirectory(folder);
        return resolver;
    }
}
