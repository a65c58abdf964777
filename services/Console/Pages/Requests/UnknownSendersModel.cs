using Scim.Bus.Console.Clients;

namespace Scim.Bus.Console.Pages.Requests;

/// <summary>Requests that came with nobody's token, counted by hour, address and reason.</summary>
/// <param name="Items">A page of them, the newest first.</param>
/// <param name="Address">The address that is searched for; empty for all.</param>
/// <param name="First">Address of the first page; null on it.</param>
/// <param name="Next">Address of the next page; null on the last one.</param>
public sealed record UnknownSendersModel(IReadOnlyList<UnattributedRequests> Items, string Address, string? First, string? Next)
{
    /// <summary>Why nobody is known to have sent them, for people to read.</summary>
    public static string Describe(string reason) => reason switch
    {
        "noToken" => "No token was sent.",
        "unknownToken" => "The token belongs to no tenant.",
        "noEndpoint" => "There is nothing at this path.",
        _ => reason,
    };
}
