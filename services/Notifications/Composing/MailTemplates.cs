using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Scim.Bus.Contracts;

namespace Scim.Bus.Notifications.Composing;

/// <summary>
/// Liquid templates of all mails. Each mail has a text template, whose first line is the subject, and an HTML template, which goes into a
/// common layout. All are parsed and rendered with samples at startup, so that a mistake fails the start and not the first mail.
/// </summary>
internal sealed class MailTemplates
{
    private const string Digest = "digest";

    private static readonly FluidParser Parser = new();
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly TemplateOptions Options = CreateOptions();
    private static readonly NotificationKind[] Personal =
        [NotificationKind.Welcome, NotificationKind.Moved, NotificationKind.Removed, NotificationKind.Reactivated];

    private readonly TemplateFiles _files;
    private readonly FrozenDictionary<string, Mail> _mails;
    private readonly Template _layout;

    /// <param name="folder">Folder with templates that replace built-in ones of the same name; null for none.</param>
    /// <exception cref="InvalidOperationException">A template is not valid Liquid, or uses an unknown variable or filter.</exception>
    public MailTemplates(string? folder)
    {
        _files = new TemplateFiles(folder);
        _layout = Parse(_files.Read("layout.html"));
        var personal = Personal.SelectMany(kind => Enum.GetValues<AccountKind>().Select(person => NameOf(kind, person))).ToArray();
        _mails = personal.Append(Digest).ToFrozenDictionary(name => name, Read);
        foreach (var sample in TemplateSamples.Persons)
            Array.ForEach(personal, name => Compose(name, sample));
        foreach (var sample in TemplateSamples.Digests)
            Compose(Digest, sample);
    }

    /// <summary>Composes a mail to a person. External recruiters have templates of their own.</summary>
    public MailText Compose(NotificationKind kind, AccountKind person, PersonModel model) => Compose(NameOf(kind, person), model);

    /// <summary>Composes an admin digest.</summary>
    public MailText Compose(DigestModel model) => Compose(Digest, model);

    private static string NameOf(NotificationKind kind, AccountKind person) =>
        kind.ToString().ToLowerInvariant() + (person == AccountKind.ExternalRecruiter ? ".external" : "");

    private MailText Compose(string name, object model)
    {
        var mail = _mails[name];
        var subject = HeaderText.ToSingleLine(mail.Subject.Render(model, NullEncoder.Default));
        var content = mail.Html.Render(model, Html);
        return new MailText(subject, mail.Text.Render(model, NullEncoder.Default), _layout.Render(new LayoutModel(subject, content), Html));
    }

    private Mail Read(string name)
    {
        var (text, where) = _files.Read($"{name}.text");
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        if (end <= 0 || string.IsNullOrWhiteSpace(text[..end]))
            throw new InvalidOperationException($"Mail template {where} has no subject: its first line must be the subject.");
        return new Mail(
            Parse((text[..end], where)),
            Parse((text[(end + 1)..], where)),
            Parse(_files.Read($"{name}.html")));
    }

    private static Template Parse((string Source, string Where) file) =>
        Parser.TryParse(file.Source, out var template, out var error)
            ? new Template(template, file.Where)
            : throw new InvalidOperationException($"Mail template {file.Where} is not valid Liquid: {error}");

    /// <summary>An unknown variable or filter is an error, so that no mail goes out with a gap.</summary>
    private static TemplateOptions CreateOptions()
    {
        var options = new TemplateOptions { StrictVariables = true, StrictFilters = true };
        options.MemberAccessStrategy.MemberNameStrategy = MemberNameStrategies.CamelCase;
        foreach (var model in (Type[])
            [
                typeof(PersonModel), typeof(DigestModel), typeof(LayoutModel),
                typeof(GroupModel), typeof(ConflictModel), typeof(FaultModel), typeof(RefusedDeactivationModel), typeof(TokenModel),
                typeof(ConnectionModel), typeof(ListModel<ConnectionModel>),
                typeof(ListModel<GroupModel>), typeof(ListModel<ConflictModel>), typeof(ListModel<FaultModel>),
                typeof(ListModel<RefusedDeactivationModel>), typeof(ListModel<TokenModel>),
            ])
            options.MemberAccessStrategy.Register(model);
        return options;
    }

    private sealed record Mail(Template Subject, Template Text, Template Html);

    private sealed record Template(IFluidTemplate Parsed, string Where)
    {
        /// <exception cref="InvalidOperationException">The template uses an unknown variable or filter.</exception>
        public string Render(object model, TextEncoder encoder)
        {
            try
            {
                return Parsed.Render(new TemplateContext(model, Options, allowModelMembers: false), encoder);
            }
            catch (FluidException e)
            {
                throw new InvalidOperationException($"Mail template {Where} can't be rendered: {e.Message}.", e);
            }
        }
    }
}
