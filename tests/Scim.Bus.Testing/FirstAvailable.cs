using Xunit;

namespace Scim.Bus.Testing;

/// <summary>One way to have a real part cannot be had on this machine; another one may.</summary>
internal sealed class UnavailableException(string reason, Exception? cause = null) : Exception(reason, cause);

/// <summary>Tries several ways to have a real part, best first.</summary>
internal static class FirstAvailable
{
    /// <summary>
    /// The first that can be had. One that should work here and fails is a failure, not a reason to take the next:
    /// only <see cref="UnavailableException"/> is.
    /// </summary>
    /// <exception cref="SkipException">None can be had; says why, way by way.</exception>
    public static async Task<T> StartAsync<T>(string what, params Func<Task<T>>[] ways)
    {
        var reasons = new List<string>(ways.Length);
        foreach (var way in ways)
        {
            try
            {
                return await way();
            }
            catch (UnavailableException e)
            {
                reasons.Add(e.Message);
            }
        }

        throw new SkipException($"No {what} can be had here: {string.Join(" ", reasons)}");
    }
}
