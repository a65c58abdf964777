namespace Scim.Bus.Testing;

/// <summary>A service did not come up. The message ends with what it wrote.</summary>
public sealed class ServiceFailedException : Exception
{
    internal ServiceFailedException(string message, CapturedOutput output)
        : base($"{message}\n--- its output:\n{output}")
    {
    }
}
