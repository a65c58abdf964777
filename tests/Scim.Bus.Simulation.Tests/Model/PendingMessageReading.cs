using System.Text.Json;
using Scim.Bus.Outbox;

namespace Scim.Bus.Simulation.Tests.Model;

/// <summary>Reads stored messages.</summary>
internal static class PendingMessageReading
{
    public static T Read<T>(this PendingMessage message) => message.Body.Deserialize<T>(MessageTypes.Json)!;
}
