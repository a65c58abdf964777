using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Accounts.Api;

/// <summary>Fields of an account that an admin sets by hand. A field that is not given stays; one that is null is cleared.</summary>
internal sealed class AccountEdit
{
    /// <summary>Names who edits, for the drift report; any text of up to 200 characters.</summary>
    private const string EditorHeader = "X-Edited-By";
    private const int MaxEditorLength = 200;

    private static readonly string[] Editable = [.. AttributeMapping.Fields.Select(field => field.Name), AttributeMapping.Active];

    private readonly JsonObject _fields;
    private readonly string? _editor;

    private AccountEdit(JsonObject fields, string? editor) => (_fields, _editor) = (fields, editor);

    /// <summary>Reads the body of a request; what can't be edited is refused by name.</summary>
    public static async ValueTask<AccountEdit?> BindAsync(HttpContext context)
    {
        var fields = await context.Request.ReadFromJsonAsync<JsonObject>(context.RequestAborted) ?? [];
        var editor = context.Request.Headers[EditorHeader].ToString().Trim();
        return new AccountEdit(fields, editor.Length is > 0 and <= MaxEditorLength ? editor : null);
    }

    /// <summary>A new account, active unless it is said otherwise.</summary>
    /// <exception cref="AdminException">400: a field is wrong, or there is no e-mail address.</exception>
    public AccountRecord Create(TenantId tenant, DateTimeOffset now)
    {
        var account = Edited(new AccountRecord
        {
            Id = new AccountId(Guid.CreateVersion7(now)),
            Tenant = tenant,
            Origin = AccountOrigin.Manual,
            Version = 0,
            UpdatedAt = now,
            Active = true,
        });
        return account.Attributes.WorkEmail is null
            ? throw AdminException.Invalid("'workEmail' is needed.")
            : account.Told(null, now);
    }

    /// <summary>The account with the fields set.</summary>
    /// <exception cref="AdminException">400: a field is wrong.</exception>
    public AccountRecord Apply(AccountRecord account, DateTimeOffset now)
    {
        var edited = Edited(account);
        // Of an account without a user there is nothing that it could differ from.
        return (edited.User is null ? edited : edited with { Edits = Marked(account, edited, now) }).Told(account, now);
    }

    private IReadOnlyList<FieldEdit> Marked(AccountRecord before, AccountRecord after, DateTimeOffset now)
    {
        var (left, right) = (before.State(), after.State());
        var changed = AttributeMapping.Fields.Where(field => !Equals(field.InAccount(left), field.InAccount(right))).Select(field => field.Name).ToList();
        if (before.Active != after.Active)
            changed.Add(AttributeMapping.Active);
        return [.. before.Edits.Where(edit => !changed.Contains(edit.Field)), .. changed.Select(field => new FieldEdit(field, _editor, now))];
    }

    private AccountRecord Edited(AccountRecord account)
    {
        if (_fields.Select(field => field.Key).FirstOrDefault(name => !Editable.Contains(name)) is { } unknown)
            throw AdminException.Invalid($"'{unknown}' can't be edited. There are: {string.Join(", ", Editable)}.");
        if (_fields["timeZone"] is JsonValue zone && zone.TryGetValue<string>(out var text) && TimeZones.Check(text) is { } problem)
            throw AdminException.Invalid($"'timeZone' is '{text}', which {problem}.");
        var attributes = JsonSerializer.SerializeToNode(account.Attributes, DocumentJson.Options)!.AsObject();
        foreach (var (name, value) in _fields.Where(field => field.Key != AttributeMapping.Active))
            attributes[name] = value?.DeepClone();
        try
        {
            return account with
            {
                Attributes = attributes.Deserialize<AccountAttributes>(DocumentJson.Options)!,
                Active = _fields[AttributeMapping.Active] is { } active ? active.GetValue<bool>() : account.Active,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw AdminException.Invalid("A field has a value that it does not take.");
        }
    }
}
