using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Scim.Bus.Console.Page;

/// <summary>A file of the web page, which is part of the assembly.</summary>
/// <param name="Path">Where it is served.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Content">What is in it.</param>
/// <param name="Tag">Changes with the content, so that a browser that has it need not load it again.</param>
internal sealed record PageFile(string Path, string MediaType, byte[] Content, EntityTagHeaderValue Tag)
{
    private const string Prefix = "page/";
    private const string Start = "index.html";

    /// <summary>All files of the page.</summary>
    public static IReadOnlyList<PageFile> All { get; } = Read(typeof(PageFile).Assembly);

    private static IReadOnlyList<PageFile> Read(Assembly assembly) =>
    [
        .. from resource in assembly.GetManifestResourceNames()
           where resource.StartsWith(Prefix, StringComparison.Ordinal)
           // Folders are separated as on the machine that built it.
           let name = resource[Prefix.Length..].Replace('\\', '/')
           let content = Read(assembly, resource)
           select new PageFile(name == Start ? "/" : $"/console/{name}", MediaTypeOf(name), content, TagOf(content)),
    ];

    private static byte[] Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static EntityTagHeaderValue TagOf(byte[] content) => new($"\"{Convert.ToHexStringLower(SHA256.HashData(content))}\"");

    private static string MediaTypeOf(string name) => System.IO.Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new InvalidOperationException($"The page's {name} is of a kind that browsers are not told of."),
    };
}
