using Scim.Bus.Architecture.Tests.Samples.There;

namespace Scim.Bus.Architecture.Tests.Samples.Back;

/// <summary>What the samples use; it uses one of them, which closes the circle.</summary>
internal sealed class Target : Exception
{
    public static int Value => InBody.Value;

    public static void Act()
    {
    }
}
