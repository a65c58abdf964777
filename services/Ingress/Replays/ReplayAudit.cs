using System.Text.Json.Nodes;
using Scim.Bus.ServiceDefaults.Audit;

namespace Scim.Bus.Ingress.Replays;

/// <summary>What the audit log says of replays.</summary>
internal static class ReplayAudit
{
    /// <summary>The replay, with the entry of what was done to it.</summary>
    public static ReplayRun Record(AdminAct act, ReplayRun? before, ReplayRun after, DateTimeOffset now) =>
        act.Record(before, after, $"replays/{after.Id}", Facts, now);

    private static JsonObject Facts(ReplayRun run) => new()
    {
        ["queue"] = run.Queue,
        ["rate"] = run.Rate,
        ["types"] = AuditFacts.Names(run.Types.Select(type => type.ToString())),
        ["cancelled"] = run.Cancelled,
    };
}
