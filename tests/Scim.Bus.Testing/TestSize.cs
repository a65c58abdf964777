using System.Globalization;

namespace Scim.Bus.Testing;

/// <summary>
/// How much a heavy test does. In the ordinary run it is enough to go through every step; <c>tests/run.sh --full</c>
/// (<c>SCIMBUS_FULL=1</c>) asks for the sizes that are shown before a release.
/// </summary>
public static class TestSize
{
    /// <summary>
    /// True under mutation testing (<c>tests/mutation.sh</c>, <c>SCIMBUS_MUTATION=1</c>), which runs each test against hundreds of builds.
    /// </summary>
    public static bool IsMutationTesting { get; } = Environment.GetEnvironmentVariable("SCIMBUS_MUTATION") == "1";

    /// <summary>The size for this run.</summary>
    /// <param name="variable">An environment variable that overrides both sizes.</param>
    /// <param name="ordinary">The size in the ordinary run.</param>
    /// <param name="full">The size in the full run.</param>
    public static int Choose(string variable, int ordinary, int full) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture)
        : Environment.GetEnvironmentVariable("SCIMBUS_FULL") == "1" ? full
        : ordinary;
}
