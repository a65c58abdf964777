using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Scim.Bus.Contracts;

namespace Scim.Bus.Notifications.Composing;

/// <summary>
/// The templates of all mails, in Liquid: a text, whose first line is the subject, and HTML, which a layout is put around. All are read and tried when
/// the host starts, so that a mistake in one shows then and not at the first mail.
/// </summary>
internal sealed class MailTemplates
{
    private const string Digest = "digest";

    private static readonly FluidParser Parser = new();
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly TemplateOptions Options = MakeOptions();
    private static readonly NotificationKind[] Personal =
        [NotificationKind.Welcome, NotificationKind.Moved, NotificationKind.Removed, NotificationKind.Reactivated];

    private readonly TemplateFiles _files;
    private readonly FrozenDictionary<string, Mail> _mails;
    private readonly Template _layout;

    /// <param name="folder">A folder with templates that take the place of built-in ones; null for none.</param>
    /// <exception cref="InvalidOperationException">A template is not well-formed, or names what is not there.</exception>
    public MailTemplates(string? folder)
    {
        _files = new TemplateFiles(folder);
        _layout = Parse("layout.html", _files.Read("layout.html"));
        var personal = Personal.SelectMany(kind => Enum.GetValues<AccountKind>().Select(person => NameOf(kind, person))).ToArray();
        _mails = personal.Append(Digest).ToFrozenDictionary(name => name, Read);
        foreach (var sample in TemplateSamples.Persons)
            Array.ForEach(personal, name => Compose(name, sample));
        foreach (var sample in TemplateSamples.Digests)
            Compose(Digest, sample);
    }

    /// <summary>A mail to a person: internal people and external recruiters are told in different words.</summary>
    public MailText Compose(NotificationKind kind, AccountKind person, PersonModel model) => Compose(NameOf(kind, person), model);

    /// <summary>A mail to an admin.</summary>
    public MailText Compose(DigestModel model) => Compose(Digest, model);

    private static string NameOf(NotificationKind kind, AccountKind person) =>
        kind.ToString().ToLowerInvariant() + (person == AccountKind.ExternalRecruiter ? ".external" : "");

    private MailText Compose(string name, object model)
    {
        var mail = _mails[name];
        var subject = HeaderText.Of(mail.Subject.Render(model, NullEncoder.Default));
        var content = mail.Html.Render(model, Html);
        return new MailText(subject, mail.Text.Render(model, NullEncoder.Default), _layout.Render(new LayoutModel(subject, content), Html));
    }

    private Mail Read(string name)
    {
        var (text, where) = _files.Read($"{name}.text");
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        if (end <= 0 || string.IsNullOrWhiteSpace(text[..end]))
            throw new InvalidOperationException($"The mail template {where} has no subject: its first line is to be that.");
        return new Mail(
            Parse($"{name}.text", (text[..end], where)),
            Parse($"{name}.text", (text[(end + 1)..], where)),
            Parse($"{name}.html", _files.Read($"{name}.html")));
    }

    private static Template Parse(string name, (string Source, string Where) file) => Parser.TryParse(file.Source, out var template, out var error)
        ? new Template(template, file.Where)
        : throw new InvalidOperationException($"The mail template {name} ({file.Where}) is not well-formed: {error}");

    /// <summary>Who names a variable or a filter that there is not is told so, instead of sending a mail with a gap.</summary>
    private static TemplateOptions MakeOptions()
    {
        var options = new TemplateOptions { StrictVariables = true, StrictFilters = true };
        options.MemberAccessStrategy.MemberNameStrategy = MemberNameStrategies.CamelCase;
        foreach (var model in (Type[])
            [
                typeof(PersonModel), typeof(DigestModel), typeof(LayoutModel), typeof(GroupModel), typeof(ConflictModel), typeof(FaultModel),
                typeof(ListModel<GroupModel>), typeof(ListModel<ConflictModel>), typeof(ListModel<FaultModel>),
            ])
            options.MemberAccessStrategy.Register(model);
        return options;
    }

    private sealed record Mail(Template Subject, Template Text, Template Html);

    private sealed record Template(IFluidTemplate Parsed, string Where)
    {
        /// <exception cref="InvalidOperationException">It names what is not there.</exception>
        public string Render(object model, TextEncoder encoder)
        {
            try
            {
                return Parsed.Render(new TemplateContext(model, Options, allowModelMembers: false), encoder);
            }
            catch (FluidException e)
            {
                throw new InvalidOperationException($"The mail template {Where} can't be filled in: {e.Message}.", e);
            }
        }
    }
}
