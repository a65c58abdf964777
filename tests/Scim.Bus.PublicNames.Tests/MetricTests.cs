using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Scim.Bus.PublicNames.Tests.Hosts;

namespace Scim.Bus.PublicNames.Tests;

/// <summary>The instruments that dashboards and alerts ask for.</summary>
[Collection(OnRunningServices.Name)]
public sealed class MetricTests(RunningServices services)
{
    [Fact]
    public void Metrics_keep_their_names_and_units()
    {
        CreateStaticInstruments();
        Snapshot.Check("metrics.txt", services.Instruments
            .Select(instrument => $"{instrument.Meter.Name} {instrument.Name} {KindOf(instrument)} {instrument.Unit}")
            .Order(StringComparer.Ordinal));
    }

    /// <summary>Instruments in static fields are created when they are first used, and not all of them are in this suite.</summary>
    private static void CreateStaticInstruments()
    {
        var types = AppDomain.CurrentDomain.GetAssemblies().Where(IsOurs).SelectMany(assembly => assembly.GetTypes());
        foreach (var type in types.Where(HasStaticMeter))
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
    }

    private static bool HasStaticMeter(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Any(field => field.FieldType == typeof(Meter));

    private static bool IsOurs(Assembly assembly) => assembly.GetName().Name!.StartsWith("Scim.Bus.", StringComparison.Ordinal);

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0];
}
