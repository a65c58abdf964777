namespace Scim.Protocol.Tests;

/// <summary>
/// The number of random inputs of a test: what the test says, or a twentieth of it if the environment variable
/// <c>SCIMBUS_MUTATION</c> is 1, because mutation testing runs the same test against hundreds of builds.
/// </summary>
internal static class Samples
{
    private static readonly int Divisor = Environment.GetEnvironmentVariable("SCIMBUS_MUTATION") == "1" ? 20 : 1;

    public static int Of(int ordinary) => ordinary / Divisor;
}
