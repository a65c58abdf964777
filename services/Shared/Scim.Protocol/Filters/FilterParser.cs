using System.Globalization;
using Scim.Protocol.Errors;
using Scim.Protocol.Limits;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Filters;

/// <summary>
/// Reads filters by recursive descent over the grammar of RFC 7644, figure 1: <c>not</c> binds tighter than <c>and</c>, which
/// binds tighter than <c>or</c>.
/// </summary>
public ref struct FilterParser
{
    private FilterLexer _lexer;
    private FilterToken _token;
    private int _depth;
    private int _terms;

    internal FilterParser(string text)
    {
        if (text.Length > RequestLimits.FilterLength)
            throw new FilterSyntaxException(RequestLimits.FilterLength, $"longer than {RequestLimits.FilterLength} characters");
        _lexer = new FilterLexer(text);
        _token = _lexer.Next();
    }

    internal readonly FilterToken Token => _token;

    /// <summary>Reads a filter.</summary>
    /// <exception cref="ScimException">400 <c>invalidFilter</c>, naming the position.</exception>
    public static Filter Parse(string text)
    {
        try
        {
            var parser = new FilterParser(text);
            var filter = parser.Or();
            parser.ExpectEnd();
            return filter;
        }
        catch (FilterSyntaxException e)
        {
            throw new ScimException(400, ScimErrorType.InvalidFilter, $"The filter can't be read: {e.Message}.", e);
        }
    }

    internal readonly void ExpectEnd()
    {
        if (_token.Kind != FilterTokenKind.End)
            throw Unexpected("'and', 'or' or the end");
    }

    internal FilterToken Take()
    {
        var taken = _token;
        _token = _lexer.Next();
        return taken;
    }

    internal readonly FilterSyntaxException Unexpected(string expected) => _token.Unexpected(expected);

    internal AttributePath Path()
    {
        if (_token.Kind != FilterTokenKind.Word)
            throw Unexpected("an attribute");
        return AttributePath.TryParse(_token.Text) is { } path
            ? TakeAs(path)
            : throw new FilterSyntaxException(_token.Position, $"'{Shown.Text(_token.Text)}' is not an attribute's name");
    }

    /// <summary>The filter between brackets, the opening one being the present token.</summary>
    internal Filter Bracketed()
    {
        Take();
        return Nested(FilterTokenKind.CloseBracket, "']'");
    }

    private Filter Or()
    {
        var left = And();
        while (_token.IsWord("or"))
        {
            Take();
            left = new OrFilter(left, And());
        }

        return left;
    }

    private Filter And()
    {
        var left = Term();
        while (_token.IsWord("and"))
        {
            Take();
            left = new AndFilter(left, Term());
        }

        return left;
    }

    private Filter Term()
    {
        if (_token.Kind == FilterTokenKind.OpenParenthesis)
        {
            Take();
            return Nested(FilterTokenKind.CloseParenthesis, "')'");
        }

        if (_token.IsWord("not"))
        {
            Take();
            if (_token.Kind != FilterTokenKind.OpenParenthesis)
                throw Unexpected("'(' after 'not'");
            Take();
            return new NotFilter(Nested(FilterTokenKind.CloseParenthesis, "')'"));
        }

        var path = Path();
        return _token.Kind == FilterTokenKind.OpenBracket ? ValuePath(path) : Comparison(path);
    }

    private Filter Nested(FilterTokenKind closing, string name)
    {
        if (++_depth > RequestLimits.FilterDepth)
            throw new FilterSyntaxException(_token.Position, $"nested deeper than {RequestLimits.FilterDepth}");
        var inner = Or();
        if (_token.Kind != closing)
            throw Unexpected(name);
        Take();
        _depth--;
        return inner;
    }

    /// <remarks>
    /// Entra looks people up by <c>emails[type eq "work"].value eq "x"</c>, which the grammar does not have. It means one element
    /// for which both hold, and is read as such.
    /// </remarks>
    private ValuePathFilter ValuePath(AttributePath path)
    {
        var element = Bracketed();
        if (_token.Kind != FilterTokenKind.Dot)
            return new ValuePathFilter(path, element);
        Take();
        var sub = Path();
        return new ValuePathFilter(path, new AndFilter(element, Comparison(sub)));
    }

    private Filter Comparison(AttributePath path)
    {
        if (++_terms > RequestLimits.FilterTerms)
            throw new FilterSyntaxException(_token.Position, $"more than {RequestLimits.FilterTerms} comparisons");
        if (_token.IsWord("pr"))
        {
            Take();
            return new PresentFilter(path);
        }

        if (_token.Kind != FilterTokenKind.Word || !Enum.TryParse<ComparisonOperator>(_token.Text, ignoreCase: true, out var comparison))
            throw Unexpected("an operator (eq, ne, co, sw, ew, gt, ge, lt, le or pr)");
        Take();
        return new ComparisonFilter(path, comparison, Literal());
    }

    private FilterLiteral Literal()
    {
        var literal = _token.Kind switch
        {
            FilterTokenKind.String => new FilterLiteral(_token.Text),
            FilterTokenKind.Number => new FilterLiteral(Number(_token)),
            FilterTokenKind.Word when _token.IsWord("true") => new FilterLiteral(true),
            FilterTokenKind.Word when _token.IsWord("false") => new FilterLiteral(false),
            FilterTokenKind.Word when _token.IsWord("null") => new FilterLiteral(null),
            _ => throw Unexpected("a value (a string in double quotes, a number, true, false or null)"),
        };
        Take();
        return literal;
    }

    private static decimal Number(FilterToken token) =>
        decimal.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FilterSyntaxException(token.Position, $"'{Shown.Text(token.Text)}' is not a number");

    private T TakeAs<T>(T value)
    {
        Take();
        return value;
    }
}
