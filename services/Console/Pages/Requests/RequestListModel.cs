using Scim.Bus.Console.Clients;

namespace Scim.Bus.Console.Pages.Requests;

/// <summary>A page of a tenant's SCIM requests.</summary>
/// <param name="Items">The requests, the newest first.</param>
/// <param name="Query">What is searched for.</param>
/// <param name="Path">Path of the page.</param>
/// <param name="First">Address of the first page; null on it.</param>
/// <param name="Next">Address of the next page; null on the last one.</param>
public sealed record RequestListModel(
    IReadOnlyList<ScimRequest> Items, RequestQuery Query, string Path, string? First, string? Next)
{
    /// <summary>Address of the export of all that is searched for.</summary>
    public string Export => Query.At($"{Path}/export");

    /// <summary>Address of a request's own page.</summary>
    public string PathOf(ScimRequest request) => $"{Path}/{request.Id}";
}
