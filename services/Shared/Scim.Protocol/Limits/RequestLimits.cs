namespace Scim.Protocol.Limits;

/// <summary>
/// How large a request may be in each respect, so that none costs much more than it is worth. They hold for what a request sends, never for
/// what is stored already. docs/limits.md states them for clients.
/// </summary>
public static class RequestLimits
{
    /// <summary>Bytes in a body, unless the operator sets another number.</summary>
    public const int BodySize = 1024 * 1024;

    /// <summary>Objects and arrays within each other. SCIM itself needs five levels.</summary>
    public const int Depth = 32;

    /// <summary>Characters in the name of a person or group. Characters are UTF-16 code units in all these limits.</summary>
    public const int NameLength = 256;

    /// <summary>Characters in any other string.</summary>
    public const int TextLength = 4_096;

    /// <summary>Characters in a certificate, or in the address of a photo, which may be the photo itself.</summary>
    public const int BinaryLength = 32 * 1024;

    /// <summary>Bytes of a resource as JSON in UTF-8, without what only the service sets and without a group's members.</summary>
    public const int ResourceSize = 64 * 1024;

    /// <summary>Elements of a multi-valued attribute other than a group's members.</summary>
    public const int Elements = 500;

    /// <summary>Operations in a PATCH; in a bulk request too, unless the operator sets another number.</summary>
    public const int Operations = 1_000;

    /// <summary>
    /// Elements that all operations of a request select together: for each operation the elements that it adds, changes or removes. Of a
    /// group's members only the ids that are named count.
    /// </summary>
    public const int SelectedElements = 100_000;

    /// <summary>Comparisons of a PATCH's filter with an element that count as one selected element.</summary>
    public const int ComparisonsPerElement = 25;

    /// <summary>Characters in a filter.</summary>
    public const int FilterLength = 8_192;

    /// <summary>Parentheses and brackets within each other in a filter.</summary>
    public const int FilterDepth = 32;

    /// <summary>Comparisons in a filter.</summary>
    public const int FilterTerms = 128;

    /// <summary>Members of groups after which a page of a list ends early.</summary>
    public const int MembersOnPage = 100_000;

    /// <summary>Time that a query may take.</summary>
    public static readonly TimeSpan QueryTime = TimeSpan.FromSeconds(5);
}
