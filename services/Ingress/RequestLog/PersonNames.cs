using System.Text.Json.Nodes;
using Scim.Protocol.Resources;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>What people search a request by: the words of a userName and of a person's or group's name.</summary>
internal static class PersonNames
{
    private const int Longest = 256;
    private const int MaxWords = 8;
    private const int ShortestWord = 2;
    private const int LongestWord = 64;

    /// <summary>The <c>userName</c>, or <c>displayName</c>, of a user or group; null if it has none.</summary>
    public static string? SubjectOf(JsonObject resource) => Subject(TextOf(resource, "userName") ?? TextOf(resource, "displayName"));

    /// <summary>A name as the record has it.</summary>
    public static string? Subject(string? name) =>
        name is { Length: > Longest } ? name[..Longest] : SecretText.Shown(string.IsNullOrEmpty(name) ? null : name);

    /// <summary>The words of a resource's names, without the domain of an address.</summary>
    public static IReadOnlyList<string> WordsOf(string? subject, JsonObject? resource)
    {
        var words = new List<string>(MaxWords);
        Add(words, subject is not null && subject.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? subject[..at] : subject);
        if (resource is null)
            return words;
        Add(words, TextOf(resource, "displayName"));
        if (resource.Member("name") is not JsonObject name)
            return words;
        Add(words, TextOf(name, "givenName"));
        Add(words, TextOf(name, "familyName"));
        return words;
    }

    private static void Add(List<string> words, string? text)
    {
        if (text is null || SecretText.Looks(text))
            return;
        var start = 0;
        for (var i = 0; i <= Math.Min(text.Length, Longest) && words.Count < MaxWords; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
                continue;
            if (i - start is >= ShortestWord and <= LongestWord)
                AddWord(words, text[start..i]);
            start = i + 1;
        }
    }

    private static void AddWord(List<string> words, string word)
    {
        if (!words.Contains(word, StringComparer.OrdinalIgnoreCase))
            words.Add(word);
    }

    private static string? TextOf(JsonObject resource, string name) => resource.Member(name).AsText();
}
