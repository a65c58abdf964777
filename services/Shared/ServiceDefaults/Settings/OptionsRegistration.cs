using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Scim.Bus.ServiceDefaults.Settings;

/// <summary>Registers options that are validated when the host starts.</summary>
public static class OptionsRegistration
{
    /// <summary>
    /// Binds options to a section of the configuration, and validates them by their data annotations before the host starts. A wrong
    /// setting keeps it from starting.
    /// </summary>
    public static IServiceCollection AddValidatedOptions<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddOptions<T>().BindConfiguration(section);
        return services.ValidateOptions<T>(section);
    }

    /// <summary>Validates options that another library has bound.</summary>
    internal static IServiceCollection ValidateOptions<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddSingleton<IValidateOptions<T>>(new SettingsValidator<T>(section));
        services.AddOptions<T>().ValidateOnStart();
        return services;
    }
}
