namespace Scim.Bus.Testing;

/// <summary>What to start as a service: a built assembly and the folder that its settings and pages are read from.</summary>
internal sealed record ServiceAssembly(string Name, string Path, string ContentRoot)
{
    /// <summary>The service of this repository with that name, as built together with the running tests.</summary>
    /// <exception cref="FileNotFoundException">It was not built, or not in the tests' configuration.</exception>
    public static ServiceAssembly OfService(string name)
    {
        var project = RepositoryRoot.PathTo("services", name);
        var path = System.IO.Path.Combine(project, "bin", BuildConfiguration, "net10.0", $"Scim.Bus.{name}.dll");
        return File.Exists(path)
            ? new ServiceAssembly(name, path, project)
            : throw new FileNotFoundException(
                $"The service {name} is not built: run 'dotnet build services/{name} -c {BuildConfiguration}', "
                + "or let the test project refer to it.",
                path);
    }

    /// <summary>Any assembly with a web host in it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static ServiceAssembly At(string path) =>
        File.Exists(path)
            ? new ServiceAssembly(
                System.IO.Path.GetFileNameWithoutExtension(path), System.IO.Path.GetFullPath(path), System.IO.Path.GetDirectoryName(path)!)
            : throw new FileNotFoundException("There is no such assembly.", path);

    /// <summary>Debug or Release: the tests run from bin/CONFIGURATION/FRAMEWORK.</summary>
    public static string BuildConfiguration { get; } =
        new DirectoryInfo(AppContext.BaseDirectory).Parent?.Name ?? "Debug";
}
