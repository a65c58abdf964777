using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Scim.Bus.Console.Assets;

/// <summary>A file of the pages, embedded in the assembly.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="MediaType">Media type.</param>
/// <param name="Content">The file's bytes.</param>
/// <param name="Version">Hash of the content.</param>
internal sealed record AssetFile(string Name, string MediaType, byte[] Content, string Version)
{
    /// <summary>Query parameter with the version, so that browsers may keep the file for good.</summary>
    public const string VersionParameter = "v";

    private const string Prefix = "assets/";
    private const int VersionLength = 16;

    private static readonly Dictionary<string, AssetFile> Files =
        Read(typeof(AssetFile).Assembly).ToDictionary(file => file.Name, StringComparer.Ordinal);

    public static IEnumerable<AssetFile> All => Files.Values;

    /// <summary>Addresses of the scripts, which all pages have.</summary>
    public static IReadOnlyList<string> Scripts { get; } =
        [.. Files.Keys.Where(name => name.EndsWith(".js", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(UrlOf)];

    public string Path => $"/console/{Name}";

    public EntityTagHeaderValue Tag => new($"\"{Version}\"");

    /// <summary>Address of a file, with its version.</summary>
    public static string UrlOf(string name) => $"{Files[name].Path}?{VersionParameter}={Files[name].Version}";

    private static IEnumerable<AssetFile> Read(Assembly assembly) =>
        from resource in assembly.GetManifestResourceNames()
        where resource.StartsWith(Prefix, StringComparison.Ordinal)
        let name = resource[Prefix.Length..]
        let content = Read(assembly, resource)
        select new AssetFile(name, MediaTypeOf(name), content, Convert.ToHexStringLower(SHA256.HashData(content))[..VersionLength]);

    private static byte[] Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static string MediaTypeOf(string name) => System.IO.Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new InvalidOperationException($"No media type is known for the pages' file '{name}'."),
    };
}
