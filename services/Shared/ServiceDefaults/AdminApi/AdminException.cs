namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>A request of an admin that is refused.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="detail">What is wrong, for the admin.</param>
public sealed class AdminException(int status, string detail) : Exception(detail)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>400: a value is wrong.</summary>
    public static AdminException Invalid(string detail) => new(400, detail);

    /// <summary>404: there is no such thing.</summary>
    public static AdminException NotFound(string detail) => new(404, detail);

    /// <summary>409: something else has this name, or has changed meanwhile.</summary>
    public static AdminException Conflict(string detail) => new(409, detail);

    /// <summary>503: a service that is needed for the answer is away.</summary>
    public static AdminException Unavailable(string detail) => new(503, detail);
}
