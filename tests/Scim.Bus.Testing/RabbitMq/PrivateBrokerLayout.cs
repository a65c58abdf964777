using System.Globalization;
using System.Security.Cryptography;

namespace Scim.Bus.Testing;

/// <summary>
/// The ports, files and environment of a private node: everything that the distribution's scripts would otherwise
/// take from the machine, so that the node meets neither another node nor the machine's own broker.
/// </summary>
internal sealed class PrivateBrokerLayout : IDisposable
{
    private readonly TempFolder _folder = new("rabbitmq");
    private readonly int _distributionPort = FreePort.Next();
    private readonly int _controlPort = FreePort.Next();

    public PrivateBrokerLayout(string extraErlangArguments)
    {
        WriteCookie();
        File.WriteAllText(
            _folder.PathTo("enabled_plugins"), "[rabbitmq_management, rabbitmq_prometheus].");
        File.WriteAllText(_folder.PathTo("rabbitmq.conf"), Configuration());
        Environment = EnvironmentVariables(extraErlangArguments);
    }

    public int AmqpPort { get; } = FreePort.Next();

    public int ManagementPort { get; } = FreePort.Next();

    public int MetricsPort { get; } = FreePort.Next();

    public int PortMapperPort { get; } = FreePort.Next();

    public string Folder => _folder.Path;

    public IReadOnlyDictionary<string, string?> Environment { get; }

    public void Dispose() => _folder.Dispose();

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Erlang refuses to start with a secret that others could read.</summary>
    private void WriteCookie()
    {
        var path = _folder.PathTo(".erlang.cookie");
        File.WriteAllText(path, RandomNumberGenerator.GetHexString(30));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <remarks>The limits are absolute: as shares of a small or full machine they would make the broker refuse messages.</remarks>
    private string Configuration() => string.Create(CultureInfo.InvariantCulture, $"""
        listeners.tcp.1 = 127.0.0.1:{AmqpPort}
        management.tcp.ip = 127.0.0.1
        management.tcp.port = {ManagementPort}
        prometheus.tcp.ip = 127.0.0.1
        prometheus.tcp.port = {MetricsPort}
        default_user = guest
        default_pass = guest
        vm_memory_high_watermark.absolute = 1GB
        disk_free_limit.absolute = 50MB
        log.file = false
        log.console = true
        log.console.level = info

        """);

    private Dictionary<string, string?> EnvironmentVariables(string extraErlangArguments) => new(StringComparer.Ordinal)
    {
        ["HOME"] = Folder,
        ["LC_ALL"] = "C.UTF-8",
        // The script then becomes the broker (exec) instead of starting it: its process id is the one to kill.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
        ["RABBITMQ_CONF_ENV_FILE"] = _folder.PathTo("none"),
        ["RABBITMQ_CONFIG_FILE"] = _folder.PathTo("rabbitmq.conf"),
        ["RABBITMQ_NODENAME"] = $"test{Number(AmqpPort)}@localhost",
        ["RABBITMQ_NODE_PORT"] = Number(AmqpPort),
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_DIST_PORT"] = Number(_distributionPort),
        ["RABBITMQ_CTL_DIST_PORT_MIN"] = Number(_controlPort),
        ["RABBITMQ_CTL_DIST_PORT_MAX"] = Number(_controlPort),
        ["ERL_EPMD_PORT"] = Number(PortMapperPort),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_MNESIA_BASE"] = _folder.CreateFolder("data"),
        ["RABBITMQ_LOG_BASE"] = _folder.CreateFolder("log"),
        ["RABBITMQ_GENERATED_CONFIG_DIR"] = _folder.CreateFolder("generated"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = _folder.PathTo("enabled_plugins"),
        ["RABBITMQ_PID_FILE"] = _folder.PathTo("pid"),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = $"-kernel inet_dist_use_interface {{127,0,0,1}} {extraErlangArguments}",
    };
}
