using System.Text.Json;

namespace Scim.Protocol.Filters;

/// <summary>Cuts a filter or a PATCH path into tokens.</summary>
internal ref struct FilterLexer(string text)
{
    private int _position;

    public FilterToken Next()
    {
        while (_position < text.Length && text[_position] == ' ')
            _position++;
        var start = _position;
        if (start == text.Length)
            return new FilterToken(FilterTokenKind.End, "", start);

        var c = text[start];
        switch (c)
        {
            case '(':
                return Single(FilterTokenKind.OpenParenthesis);
            case ')':
                return Single(FilterTokenKind.CloseParenthesis);
            case '[':
                return Single(FilterTokenKind.OpenBracket);
            case ']':
                return Single(FilterTokenKind.CloseBracket);
            case '.':
                return Single(FilterTokenKind.Dot);
            case '"':
                return String();
            case '-' or (>= '0' and <= '9'):
                return Number();
            default:
                return char.IsAsciiLetter(c) || c == '$'
                    ? Word()
                    : throw new FilterSyntaxException(start, $"unexpected character '{c}'");
        }
    }

    private FilterToken Single(FilterTokenKind kind)
    {
        _position++;
        return new FilterToken(kind, text.Substring(_position - 1, 1), _position - 1);
    }

    private FilterToken Word()
    {
        var start = _position;
        while (_position < text.Length && IsWordCharacter(text[_position]))
            _position++;
        return new FilterToken(FilterTokenKind.Word, text[start.._position], start);
    }

    private static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ':' or '.' or '$';

    private FilterToken Number()
    {
        var start = _position;
        while (_position < text.Length && (char.IsAsciiDigit(text[_position]) || text[_position] is '-' or '+' or '.' or 'e' or 'E'))
            _position++;
        return new FilterToken(FilterTokenKind.Number, text[start.._position], start);
    }

    /// <summary>A JSON string: found by its closing quote, read by the JSON reader, which knows the escapes.</summary>
    private FilterToken String()
    {
        var start = _position++;
        while (_position < text.Length && text[_position] != '"')
            _position += text[_position] == '\\' ? 2 : 1;
        if (_position >= text.Length)
            throw new FilterSyntaxException(start, "a string that does not end");
        _position++;
        try
        {
            var value = JsonSerializer.Deserialize<string>(text.AsSpan(start, _position - start))!;
            return new FilterToken(FilterTokenKind.String, value, start);
        }
        catch (JsonException)
        {
            throw new FilterSyntaxException(start, "not a JSON string");
        }
    }
}
