namespace Scim.Bus.Soak.Tests.Checks;

/// <summary>Where the world is not as the model says.</summary>
internal sealed class Differences
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public void Require(bool condition, Func<string> otherwise)
    {
        if (!condition) _lines.Add(otherwise());
    }

    public void Compare<T>(string what, T expected, T actual) =>
        Require(EqualityComparer<T>.Default.Equals(expected, actual), () => $"{what}: '{actual}' instead of '{expected}'");
}
