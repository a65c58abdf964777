using System.Reflection;

namespace Scim.Bus.Notifications.Composing;

/// <summary>The files of templates: the built-in ones, and those of a folder in their place.</summary>
internal sealed class TemplateFiles
{
    private const string Ending = ".liquid";

    private static readonly Assembly Home = typeof(TemplateFiles).Assembly;

    private readonly string? _folder;

    /// <param name="folder">The folder; null for the built-in ones alone.</param>
    /// <exception cref="InvalidOperationException">There is no such folder, or it has a file that takes no other's place.</exception>
    public TemplateFiles(string? folder)
    {
        _folder = folder;
        if (folder is null)
            return;
        if (!Directory.Exists(folder))
            throw new InvalidOperationException($"Mail__Templates is '{folder}', and there is no such folder.");
        var known = Home.GetManifestResourceNames();
        var unknown = Directory.EnumerateFiles(folder, $"*{Ending}").Select(Path.GetFileName).Order().FirstOrDefault(name => !known.Contains(name));
        if (unknown is not null)
            throw new InvalidOperationException($"Mail__Templates has '{unknown}', which is no template's name. There are: {string.Join(", ", known.Order())}.");
    }

    /// <summary>Reads a template, and says where it stands, for people.</summary>
    public (string Source, string Where) Read(string name)
    {
        var file = name + Ending;
        if (_folder is not null && Path.Combine(_folder, file) is var path && File.Exists(path))
            return (File.ReadAllText(path), path);
        using var stream = Home.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"There is no mail template '{file}'.");
        using var reader = new StreamReader(stream);
        return (reader.ReadToEnd(), file);
    }
}
