using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.AccountMapping;
using Scim.Bus.Accounts.Records;
using Scim.Bus.DocumentStore;
using Scim.Bus.ServiceDefaults.Audit;

namespace Scim.Bus.Accounts.Api;

/// <summary>What the audit log says of accounts.</summary>
internal static class AccountAudit
{
    /// <summary>The account, with the entry of what was edited by hand.</summary>
    public static AccountRecord Record(AdminAct act, AccountRecord? before, AccountRecord after, DateTimeOffset now) =>
        act.Record(before, after, $"accounts/{after.Id}", Facts, now);

    private static JsonObject Facts(AccountRecord account)
    {
        var facts = new JsonObject { [AttributeMapping.Active] = account.Active };
        foreach (var field in AttributeMapping.Fields)
            facts[field.Name] = JsonSerializer.SerializeToNode(field.InAccount(account.Attributes), DocumentJson.Options);
        return facts;
    }
}
