using Scim.Protocol.Errors;

namespace Scim.Protocol.Filters;

internal enum FilterTokenKind
{
    End,
    Word,
    String,
    Number,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,

    /// <summary>The dot behind a closing bracket, as in <c>emails[type eq "work"].value</c>.</summary>
    Dot,
}

/// <summary>A piece of a filter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A word as it stands, or a string without its quotes and escapes.</param>
/// <param name="Position">Where it begins, from 0.</param>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Text, int Position)
{
    public bool IsWord(string word) => Kind == FilterTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The error of a token that stands where another is expected.</summary>
    public FilterSyntaxException Unexpected(string expected) => new(
        Position,
        Kind == FilterTokenKind.End ? $"it ends where {expected} is expected" : $"'{Shown.Text(Text)}' where {expected} is expected");
}
