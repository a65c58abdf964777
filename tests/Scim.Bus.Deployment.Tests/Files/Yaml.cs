namespace Scim.Bus.Deployment.Tests.Files;

/// <summary>A value in a YAML file: a text, a list or a mapping. Reading it as something else throws and names the place.</summary>
internal sealed class Yaml(string place, object? value)
{
    /// <summary>The value of a mapping's key.</summary>
    public Yaml this[string key] => Find(key) ?? throw new InvalidDataException($"{place} has no '{key}'.");

    /// <summary>The keys of a mapping.</summary>
    public IEnumerable<string> Keys => Mapping.Keys.Select(key => (string)key);

    /// <summary>The keys and values of a mapping.</summary>
    public IEnumerable<(string Key, Yaml Value)> Entries => Keys.Select(key => (key, this[key]));

    /// <summary>The elements of a list.</summary>
    public IEnumerable<Yaml> Items => value is List<object> list
        ? list.Select((item, i) => new Yaml($"{place}[{i}]", item))
        : throw new InvalidDataException($"{place} is not a list.");

    public string Text => value as string ?? throw new InvalidDataException($"{place} is not a text.");

    private Dictionary<object, object> Mapping =>
        value as Dictionary<object, object> ?? throw new InvalidDataException($"{place} is not a mapping.");

    /// <summary>The value of a mapping's key; null if it has no such key.</summary>
    public Yaml? Find(string key) => Mapping.TryGetValue(key, out var found) ? new Yaml($"{place}/{key}", found) : null;

    /// <summary>All texts in the value, with their places.</summary>
    public IEnumerable<(string Place, string Text)> Texts() => value switch
    {
        string text => [(place, text)],
        List<object> => Items.SelectMany(item => item.Texts()),
        Dictionary<object, object> => Entries.SelectMany(entry => entry.Value.Texts()),
        _ => [],
    };

    public override string ToString() => place;
}
