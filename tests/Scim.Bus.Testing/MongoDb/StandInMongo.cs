using System.Diagnostics;
using System.Globalization;

namespace Scim.Bus.Testing;

/// <summary>The stand-in of this repository: MongoDB's wire protocol over a small query engine, on Node.js.</summary>
internal sealed class StandInMongo : DocumentServer
{
    private const string ReadyWord = "ready ";

    private readonly TempFolder _data = new("mongo-stand-in");
    private ChildProcess? _process;
    private int _port;

    private StandInMongo()
    {
    }

    public override string Kind => "stand-in for MongoDB (tests/stand-ins/mongo), not MongoDB itself";

    public override bool CanBeKilled => true;

    /// <remarks>Direct: there is no replica set to look for.</remarks>
    public override string ConnectionString =>
        string.Create(CultureInfo.InvariantCulture, $"mongodb://127.0.0.1:{_port}/?directConnection=true");

    private static string Folder { get; } = RepositoryRoot.PathTo("tests", "stand-ins", "mongo");

    public static async Task<DocumentServer> StartAsync()
    {
        if (!File.Exists(Path.Combine(Folder, "server.mjs"))) throw new UnavailableException($"There is no stand-in in {Folder}.");
        await NodePackages.RequireAsync(Folder);

        var server = new StandInMongo { _port = FreePort.Next() };
        try
        {
            await server.RunAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public override Task KillAsync() => _process!.KillAsync();

    public override async Task RestartAsync()
    {
        await KillAsync();
        _process!.Dispose();
        await RunAsync();
    }

    public override Task FreezeAsync()
    {
        UnixSignal.Stop(_process!.Id);
        return Task.CompletedTask;
    }

    public override Task ThawAsync()
    {
        UnixSignal.Continue(_process!.Id);
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.KillAsync();
        _process?.Dispose();
        _data.Dispose();
    }

    private async Task RunAsync()
    {
        var port = _port.ToString(CultureInfo.InvariantCulture);
        var process = ChildProcess.Start(
            new ProcessStartInfo("node", ["server.mjs", "--port", port, "--data", _data.Path]) { WorkingDirectory = Folder });
        _process = process;
        await Eventually.Be(
            () => process.HasExited || process.Output.Lines.Any(line => line.StartsWith(ReadyWord, StringComparison.Ordinal)),
            because: "the stand-in should say that it is ready");
        if (process.HasExited) throw new InvalidOperationException($"The stand-in for MongoDB ended at once:\n{process.Output}");
        process.IsNeededAs(Kind);
    }
}
