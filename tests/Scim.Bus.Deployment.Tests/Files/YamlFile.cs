using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Scim.Bus.Deployment.Tests.Files;

/// <summary>Reads YAML files, and resolves anchors and merge keys.</summary>
internal static class YamlFile
{
    /// <summary>Reads a file of the repository.</summary>
    /// <exception cref="YamlException">The file is not valid YAML, or has a duplicate key.</exception>
    public static Yaml Read(params ReadOnlySpan<string> path)
    {
        var text = File.ReadAllText(RepositoryRoot.PathTo(path));
        new DeserializerBuilder().WithDuplicateKeyChecking().Build().Deserialize(new StringReader(text));
        // Without the check for duplicates, because a key that overrides a merged one appears twice here.
        var merged = new MergingParser(new Parser(new StringReader(text)));
        return new Yaml(Path.Join(path), new DeserializerBuilder().Build().Deserialize(merged));
    }
}
