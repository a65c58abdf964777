using System.Diagnostics;

namespace Scim.Bus.Testing;

/// <summary>An installed <c>rabbitmq-server</c> package: the machine's, or one in a root of its own.</summary>
internal abstract class BrokerPackage
{
    // Not /usr/sbin/rabbitmq-server: that one changes to the service's user.
    public const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    public const string Control = "/usr/lib/rabbitmq/bin/rabbitmqctl";

    /// <summary>The machine's package, whatever its version.</summary>
    public static BrokerPackage OfMachine { get; } = new MachinePackage();

    /// <summary>RabbitMQ 4: the package of Debian 13, in a root that <c>tests/run.sh</c> prepares if it is asked to.</summary>
    public static BrokerPackage OfDebian13 { get; } = new RootedPackage();

    public abstract string Name { get; }

    /// <exception cref="UnavailableException">It is not here.</exception>
    public abstract void Require();

    /// <summary>How one of its programs is started. The process has the id that is started here.</summary>
    /// <param name="program">Path, or name, of the program.</param>
    /// <param name="folder">Folder that the program sees at the same path.</param>
    /// <param name="arguments">The program's arguments.</param>
    public abstract ProcessStartInfo Command(string program, string folder, params string[] arguments);

    private sealed class MachinePackage : BrokerPackage
    {
        public override string Name => Server;

        public override void Require()
        {
            if (!OperatingSystem.IsLinux() || !File.Exists(Server))
                throw new UnavailableException($"There is no {Server} (package rabbitmq-server).");
        }

        public override ProcessStartInfo Command(string program, string folder, params string[] arguments) => new(program, arguments);
    }

    private sealed class RootedPackage : BrokerPackage
    {
        /// <summary>Enters the root in a mount namespace of its own, which is gone with the process.</summary>
        private const string Enter = """
            set -e
            root=$1 folder=$2; shift 2
            mount -t tmpfs tmpfs "$root/tmp"
            mkdir -p "$root$folder"
            mount --bind "$folder" "$root$folder"
            mount -t proc proc "$root/proc"
            mount --rbind /dev "$root/dev"
            mount --bind /etc/hosts "$root/etc/hosts"
            exec chroot "$root" "$@"
            """;

        private static readonly string Root = Path.Combine(CacheFolder, "scim-bus", "rabbitmq-4");

        public override string Name => $"Debian 13's package in {Root}";

        private static string CacheFolder => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");

        public override void Require()
        {
            if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !File.Exists($"{Root}{Server}"))
                throw new UnavailableException($"There is no {Root}{Server}, or the user is not root: tests/run.sh prepares it for root.");
        }

        public override ProcessStartInfo Command(string program, string folder, params string[] arguments) => new(
            "unshare", ["-m", "--propagation", "private", "/bin/sh", "-c", Enter, "enter", Root, folder, program, .. arguments]);
    }
}
