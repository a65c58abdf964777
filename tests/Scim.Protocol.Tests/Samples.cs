namespace Scim.Protocol.Tests;

/// <summary>
/// The number of random inputs of a test: what the test says in the full run, a fifth of it in the ordinary one, and a twentieth under
/// mutation testing, which runs the same test against hundreds of builds.
/// </summary>
internal static class Samples
{
    private static readonly int Divisor = IsSet("SCIMBUS_MUTATION") ? 20 : IsSet("SCIMBUS_FULL") ? 1 : 5;

    public static int Of(int full) => full / Divisor;

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) == "1";
}
