using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Scim.Bus.Deployment.Tests.Files;

/// <summary>A file in YAML, with its anchors and merge keys resolved.</summary>
internal static class YamlFile
{
    /// <summary>Reads a file of the repository.</summary>
    /// <exception cref="YamlException">It is no YAML, or has a key twice.</exception>
    public static Yaml Read(params ReadOnlySpan<string> path)
    {
        var text = File.ReadAllText(RepositoryRoot.Of(path));
        new DeserializerBuilder().WithDuplicateKeyChecking().Build().Deserialize(new StringReader(text));
        // Not checked again: what a mapping has beside its merge key, to overrule it, then stands there twice.
        return new Yaml(Path.Join(path), new DeserializerBuilder().Build().Deserialize(new MergingParser(new Parser(new StringReader(text)))));
    }
}

/// <summary>A value in a YAML file: a text, a list or a mapping. Asking it for what it is not fails the test and names the place.</summary>
internal sealed class Yaml(string place, object? value)
{
    /// <summary>What a mapping has under a key.</summary>
    public Yaml this[string key] => Find(key) ?? throw new InvalidDataException($"{place} has no '{key}'.");

    /// <summary>The keys of a mapping.</summary>
    public IEnumerable<string> Keys => Mapping.Keys.Select(key => (string)key);

    /// <summary>The mapping's values by key.</summary>
    public IEnumerable<(string Key, Yaml Value)> Entries => Keys.Select(key => (key, this[key]));

    /// <summary>The elements of a list.</summary>
    public IEnumerable<Yaml> Items => value is List<object> list
        ? list.Select((item, i) => new Yaml($"{place}[{i}]", item))
        : throw new InvalidDataException($"{place} is no list.");

    public string Text => value as string ?? throw new InvalidDataException($"{place} is no text.");

    private Dictionary<object, object> Mapping => value as Dictionary<object, object> ?? throw new InvalidDataException($"{place} is no mapping.");

    /// <summary>What a mapping has under a key; null if it has nothing there.</summary>
    public Yaml? Find(string key) => Mapping.TryGetValue(key, out var found) ? new Yaml($"{place}/{key}", found) : null;

    /// <summary>Every text below, with its place.</summary>
    public IEnumerable<(string Place, string Text)> Texts() => value switch
    {
        string text => [(place, text)],
        List<object> => Items.SelectMany(item => item.Texts()),
        Dictionary<object, object> => Entries.SelectMany(entry => entry.Value.Texts()),
        _ => [],
    };

    public override string ToString() => place;
}
