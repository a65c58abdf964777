namespace Scim.Bus.Console.Clients;

/// <summary>A part of a page that another service has: it is missing while that service is away, and the others are shown.</summary>
/// <param name="Value">What the service answered; null if there is none, or no answer.</param>
/// <param name="Problem">Why there is no answer, for people to read; null if there is one.</param>
public sealed record Optional<T>(T? Value, string? Problem);

/// <summary>Reads parts of a page.</summary>
internal static class Optional
{
    /// <summary>Waits for a service's answer.</summary>
    public static async Task<Optional<T>> ReadAsync<T>(Task<T> answer)
    {
        try
        {
            return new Optional<T>(await answer, null);
        }
        catch (Exception e) when (e is ServiceAwayException or RefusedException)
        {
            return new Optional<T>(default, e.Message);
        }
    }

    /// <summary>A part that nobody has to be asked for.</summary>
    public static Optional<T> None<T>() => new(default, null);
}
