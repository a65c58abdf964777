namespace Scim.Protocol.Errors;

/// <summary>The values of <c>scimType</c> in an error (RFC 7644, section 3.12, table 9).</summary>
public static class ScimErrorType
{
    /// <summary>The filter is malformed, or compares an attribute in a way that its type does not allow.</summary>
    public const string InvalidFilter = "invalidFilter";

    /// <summary>More results than the server is willing to compute.</summary>
    public const string TooMany = "tooMany";

    /// <summary>Another resource has this value already.</summary>
    public const string Uniqueness = "uniqueness";

    /// <summary>The attribute can't be changed in this way.</summary>
    public const string Mutability = "mutability";

    /// <summary>The body is not what the request needs.</summary>
    public const string InvalidSyntax = "invalidSyntax";

    /// <summary>The path of a PATCH operation is malformed or not in the schema.</summary>
    public const string InvalidPath = "invalidPath";

    /// <summary>The path of a PATCH operation selects nothing.</summary>
    public const string NoTarget = "noTarget";

    /// <summary>A value is missing, or not one that the attribute takes.</summary>
    public const string InvalidValue = "invalidValue";

    /// <summary>The request can't be answered as it would disclose something.</summary>
    public const string Sensitive = "sensitive";

    /// <summary>The cursor is unknown (RFC 9865, section 2.1).</summary>
    public const string InvalidCursor = "invalidCursor";

    /// <summary>The cursor is no longer valid (RFC 9865, section 2.1).</summary>
    public const string ExpiredCursor = "expiredCursor";

    /// <summary>The count can't be had with this cursor (RFC 9865, section 2.1).</summary>
    public const string InvalidCount = "invalidCount";
}
