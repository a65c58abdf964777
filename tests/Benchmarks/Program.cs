using Scim.Bus.Benchmarks;
using Scim.Bus.Benchmarks.Pushes;
using Scim.Bus.Benchmarks.Worst;

// Usage: dotnet run -c Release --project tests/Benchmarks -- [users] [clients] [sqlite|mongodb]
//        dotnet run -c Release --project tests/Benchmarks -- worst
//        dotnet run -c Release --project tests/Benchmarks -- cost [pushes] [processes]
if (args is ["worst"])
{
    await WorstRequests.RunAsync();
    return;
}

if (args is ["cost", ..])
{
    await PushCosts.RunAsync(
        args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 1_000,
        onlyProcesses: args.Length > 2 && args[2] == "processes");
    return;
}

var users = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 2_000;
var clients = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 8;
var isMongo = args.Length > 2 && args[2] == "mongodb";

Console.WriteLine($"{users} users, {clients} clients, {(isMongo ? "MongoDb" : "Sqlite")}, {Environment.ProcessorCount} cores");
await ColdStart.RunAsync();
await HotPath.RunAsync(users, clients, isMongo);
