using Microsoft.AspNetCore.Http;

namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>A refused request of the admin API.</summary>
/// <param name="status">HTTP status of the answer.</param>
/// <param name="detail">What is wrong and what would be right, for the admin to read.</param>
public sealed class AdminException(int status, string detail) : Exception(detail)
{
    /// <summary>HTTP status of the answer.</summary>
    public int Status { get; } = status;

    /// <summary>Path of the resource that is in the way, as the problem's member <c>conflictsWith</c>; null if there is none.</summary>
    public string? ConflictsWith { get; private init; }

    /// <summary>400: a value is invalid.</summary>
    public static AdminException Invalid(string detail) => new(StatusCodes.Status400BadRequest, detail);

    /// <summary>404: no such resource.</summary>
    public static AdminException NotFound(string detail) => new(StatusCodes.Status404NotFound, detail);

    /// <summary>409: the name is taken, or the resource was changed by somebody else at the same time.</summary>
    /// <param name="detail">What is wrong and what would be right, for the admin to read.</param>
    /// <param name="conflictsWith">Path of the resource that is in the way; null if it is none, or not known.</param>
    public static AdminException Conflict(string detail, string? conflictsWith = null) =>
        new(StatusCodes.Status409Conflict, detail) { ConflictsWith = conflictsWith };

    /// <summary>503, with <c>Retry-After</c>: a service that the answer depends on does not respond.</summary>
    public static AdminException Unavailable(string detail) => new(StatusCodes.Status503ServiceUnavailable, detail);
}
