using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Scim.Bus.ServiceDefaults.Settings;

/// <summary>
/// Settings from files: each has the name of a setting and its value, such as <c>ConnectionStrings__RabbitMq</c>. So passwords stay out of
/// the environment, which others on the machine can read. A file wins over a variable.
/// </summary>
internal static class SecretFiles
{
    /// <summary>Where Docker and Kubernetes mount them.</summary>
    private const string UsualFolder = "/run/secrets";

    /// <summary>Reads the files in <c>Secrets__Path</c>, or in the usual folder if there is one.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder of the setting does not exist.</exception>
    public static void AddSecretFiles(this WebApplicationBuilder builder)
    {
        var folder = builder.Configuration["Secrets:Path"];
        builder.Configuration.AddKeyPerFile(Path.GetFullPath(folder ?? UsualFolder), optional: folder is null);
    }
}
