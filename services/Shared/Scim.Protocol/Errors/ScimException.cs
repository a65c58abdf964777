namespace Scim.Protocol.Errors;

/// <summary>A request that is refused, with everything that the SCIM error body tells (RFC 7644, section 3.12).</summary>
public sealed class ScimException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="scimType">One of <see cref="ScimErrorType"/>, or null where the RFC has none for the case.</param>
    /// <param name="detail">What is wrong, for the person who reads the identity provider's log.</param>
    /// <param name="inner">What led to it, if anything.</param>
    public ScimException(int status, string? scimType, string detail, Exception? inner = null)
        : base(detail, inner)
    {
        Status = status;
        ScimType = scimType;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>One of <see cref="ScimErrorType"/>, or null.</summary>
    public string? ScimType { get; }

    /// <summary>400 <c>invalidValue</c>.</summary>
    public static ScimException InvalidValue(string detail) => new(400, ScimErrorType.InvalidValue, detail);

    /// <summary>400 <c>invalidSyntax</c>.</summary>
    public static ScimException InvalidSyntax(string detail, Exception? inner = null) =>
        new(400, ScimErrorType.InvalidSyntax, detail, inner);

    /// <summary>400 <c>invalidFilter</c>.</summary>
    public static ScimException InvalidFilter(string detail) => new(400, ScimErrorType.InvalidFilter, detail);

    /// <summary>400 <c>invalidPath</c>.</summary>
    public static ScimException InvalidPath(string detail) => new(400, ScimErrorType.InvalidPath, detail);

    /// <summary>400 <c>noTarget</c>.</summary>
    public static ScimException NoTarget(string detail) => new(400, ScimErrorType.NoTarget, detail);

    /// <summary>400 <c>mutability</c>.</summary>
    public static ScimException Mutability(string detail) => new(400, ScimErrorType.Mutability, detail);

    /// <summary>409 <c>uniqueness</c>.</summary>
    public static ScimException NotUnique(string detail) => new(409, ScimErrorType.Uniqueness, detail);

    /// <summary>404.</summary>
    public static ScimException NotFound(string detail) => new(404, null, detail);
}
