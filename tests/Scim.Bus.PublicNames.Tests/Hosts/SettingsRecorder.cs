using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;

namespace Scim.Bus.PublicNames.Tests.Hosts;

/// <summary>
/// A source of configuration that has no settings and records which are asked for. It claims that every section has a member, because the
/// binder does not read the members of a section that has none.
/// </summary>
internal sealed class SettingsRecorder : ConfigurationProvider, IConfigurationSource
{
    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Asked => _asked.Keys;

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override bool TryGet(string key, out string? value)
    {
        _asked.TryAdd(key, true);
        value = null;
        return false;
    }

    public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) =>
        parentPath is null || parentPath.Contains(':', StringComparison.Ordinal) ? earlierKeys : earlierKeys.Append("any");
}
