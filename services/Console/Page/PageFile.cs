using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Scim.Bus.Console.Page;

/// <summary>A file of the web page, embedded in the assembly.</summary>
/// <param name="Path">URL path.</param>
/// <param name="MediaType">Media type.</param>
/// <param name="Content">The file's bytes.</param>
/// <param name="Tag">ETag, a hash of the content.</param>
internal sealed record PageFile(string Path, string MediaType, byte[] Content, EntityTagHeaderValue Tag)
{
    private const string Prefix = "page/";
    private const string Index = "index.html";

    public static IReadOnlyList<PageFile> All { get; } = Read(typeof(PageFile).Assembly);

    private static IReadOnlyList<PageFile> Read(Assembly assembly) =>
    [
        .. from resource in assembly.GetManifestResourceNames()
           where resource.StartsWith(Prefix, StringComparison.Ordinal)
           // The separator is that of the machine that built the assembly.
           let name = resource[Prefix.Length..].Replace('\\', '/')
           let content = Read(assembly, resource)
           select new PageFile(name == Index ? "/" : $"/console/{name}", MediaTypeOf(name), content, TagOf(content)),
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
        _ => throw new InvalidOperationException($"No media type is known for the page's file '{name}'."),
    };
}
