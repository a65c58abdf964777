using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Console.SigningKeys;

/// <summary>How the keys that sign assertions are rotated (section <c>Assertions</c> of the configuration).</summary>
internal sealed class AssertionOptions
{
    public const string Section = "Assertions";

    /// <summary>How long a key signs.</summary>
    [Duration]
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long a key is published before it signs, so that every service knows it by then. A service reads the keys again after five
    /// minutes at most.
    /// </summary>
    [Duration]
    public TimeSpan PublishAhead { get; set; } = TimeSpan.FromHours(1);
}
