using System.Reflection;

namespace Scim.Bus.Notifications.Composing;

/// <summary>Reads mail templates: the built-in ones, or files of the same names in the operator's folder.</summary>
internal sealed class TemplateFiles
{
    private const string Extension = ".liquid";

    private static readonly Assembly BuiltIn = typeof(TemplateFiles).Assembly;

    private readonly string? _folder;

    /// <param name="folder">The operator's folder; null to use the built-in templates only.</param>
    /// <exception cref="InvalidOperationException">The folder does not exist, or has a template that replaces no built-in one.</exception>
    public TemplateFiles(string? folder)
    {
        _folder = folder;
        if (folder is null)
            return;
        if (!Directory.Exists(folder))
            throw new InvalidOperationException($"Mail__Templates is '{folder}', but there is no such folder.");
        var known = BuiltIn.GetManifestResourceNames();
        var unknown = Directory.EnumerateFiles(folder, $"*{Extension}")
            .Select(Path.GetFileName)
            .Order()
            .FirstOrDefault(name => !known.Contains(name));
        if (unknown is not null)
        {
            throw new InvalidOperationException(
                $"'{unknown}' in the Mail__Templates folder is not a template's name. Templates are: {string.Join(", ", known.Order())}.");
        }
    }

    /// <summary>Reads a template.</summary>
    /// <returns>Its source, and its path or file name for error messages.</returns>
    public (string Source, string Where) Read(string name)
    {
        var file = name + Extension;
        if (_folder is not null && Path.Combine(_folder, file) is var path && File.Exists(path))
            return (File.ReadAllText(path), path);
        using var stream = BuiltIn.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"There is no mail template '{file}'.");
        using var reader = new StreamReader(stream);
        return (reader.ReadToEnd(), file);
    }
}
