using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.AccountMapping;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Authorization;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;

namespace Scim.Bus.Accounts.Api;

/// <summary>A manual edit of an account. A field that is missing keeps its value; one that is null is cleared.</summary>
internal sealed class AccountEdit
{
    private static readonly string[] Editable = [.. AttributeMapping.Fields.Select(field => field.Name), AttributeMapping.Active];

    private readonly JsonObject _fields;
    private readonly Actor? _editor;

    /// <summary>Makes an edit from a request. Fields are checked later, when it is applied.</summary>
    /// <param name="fields">The fields to set.</param>
    /// <param name="editor">Who edits, whom the drift report names; null if nobody is known.</param>
    public AccountEdit(JsonObject fields, Actor? editor) => (_fields, _editor) = (fields, editor);

    /// <summary>Creates an account that belongs to no user of the directory; active unless the fields say otherwise.</summary>
    /// <exception cref="AdminException">400: a field is unknown or has a bad value, or the work e-mail is missing.</exception>
    public AccountRecord Create(TenantId tenant, DateTimeOffset now)
    {
        var account = SetFields(new AccountRecord
        {
            Id = new AccountId(Guid.CreateVersion7(now)),
            Tenant = tenant,
            Origin = AccountOrigin.Manual,
            Version = 0,
            UpdatedAt = now,
            Active = true,
        });
        return account.Attributes.WorkEmail is null
            ? throw AdminException.Invalid("'workEmail' is required: an e-mail address such as 'ann@example.com'.")
            : account.WithChangeEvent(null, now);
    }

    /// <summary>Returns the edited account, with the manual edits marked if it belongs to a user of the directory.</summary>
    /// <exception cref="AdminException">400: a field is unknown or has a bad value.</exception>
    public AccountRecord Apply(AccountRecord account, DateTimeOffset now)
    {
        var edited = SetFields(account);
        return (edited.User is null ? edited : edited with { Edits = MarkEdits(account, edited, now) }).WithChangeEvent(account, now);
    }

    private IReadOnlyList<FieldEdit> MarkEdits(AccountRecord before, AccountRecord after, DateTimeOffset now)
    {
        var changed = AttributeMapping.Fields
            .Where(field => !Equals(field.InAccount(before.Attributes), field.InAccount(after.Attributes)))
            .Select(field => field.Name)
            .ToList();
        if (before.Active != after.Active)
            changed.Add(AttributeMapping.Active);
        return
        [
            .. before.Edits.Where(edit => !changed.Contains(edit.Field)),
            .. changed.Select(field => new FieldEdit(field, _editor?.Name, now)),
        ];
    }

    private AccountRecord SetFields(AccountRecord account)
    {
        if (_fields.Select(field => field.Key).FirstOrDefault(name => !Editable.Contains(name)) is { } unknown)
            throw AdminException.Invalid($"'{Shown.Text(unknown)}' can't be edited. Editable fields: {string.Join(", ", Editable)}.");
        return account with
        {
            Attributes = AttributeMapping.Fields.Where(field => _fields.ContainsKey(field.Name)).Aggregate(account.Attributes, SetField),
            Active = _fields[AttributeMapping.Active] is { } active ? ReadActive(active) : account.Active,
        };
    }

    /// <summary>Sets a field. What a person could log in by is stored without blanks around it; a blank text is none there.</summary>
    private AccountAttributes SetField(AccountAttributes account, MappedAttribute field)
    {
        var value = _fields[field.Name];
        var text = value is JsonValue node && node.TryGetValue<string>(out var written) ? written : null;
        if (field.IsLogin && text is not null && string.IsNullOrWhiteSpace(text))
            (value, text) = (null, null);
        if (text?.Length > field.MaxLength)
            throw AdminException.Invalid($"'{field.Name}' has {text.Length} characters; {field.MaxLength} is the most.");
        if (text is not null && field.Check?.Invoke(text) is { } problem)
            throw AdminException.Invalid($"'{field.Name}' is '{Shown.Text(text)}', which {problem}.");
        try
        {
            return field.Edit(field.IsLogin && text is not null ? text.Trim() : value, account);
        }
        catch (JsonException)
        {
            throw AdminException.Invalid($"'{field.Name}' is {ScimJson.Describe(value)}; it takes {field.Expected}.");
        }
    }

    private static bool ReadActive(JsonNode value) => value is JsonValue node && node.TryGetValue<bool>(out var active)
        ? active
        : throw AdminException.Invalid($"'{AttributeMapping.Active}' is {ScimJson.Describe(value)}; it takes true or false.");
}
