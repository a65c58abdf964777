using Scim.Bus.Contracts;
using Scim.Bus.Notifications.Composing;

namespace Scim.Bus.Notifications.Tests;

/// <summary>Templates from the operator's folder, and mistakes in them.</summary>
public sealed class TemplateTests : IDisposable
{
    private static readonly PersonModel Ann = new("Ann", "ann@acme.example", "Sales", "now", "Acme", "https://pinpoint.example/acme");

    private readonly TempFolder _folder = new("templates");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_in_the_folder_replaces_the_built_in_template_of_that_name()
    {
        Write("welcome.text.liquid", "Hi {{ name }}\nat {{ company }}");
        Write("layout.html.liquid", "<html>{{ content | raw }}</html>");
        var templates = new MailTemplates(_folder.Path);
        var mail = templates.Compose(NotificationKind.Welcome, AccountKind.Internal, Ann);
        Assert.Equal(("Hi Ann", "at Acme"), (mail.Subject, mail.Text));
        Assert.StartsWith("<html><p>Hello Ann,</p>", mail.Html, StringComparison.Ordinal);
        Assert.Equal(
            new MailTemplates(null).Compose(NotificationKind.Welcome, AccountKind.ExternalRecruiter, Ann).Text,
            templates.Compose(NotificationKind.Welcome, AccountKind.ExternalRecruiter, Ann).Text);
    }

    [Fact]
    public void A_mail_leads_to_where_something_can_be_done_if_its_address_is_set()
    {
        var templates = new MailTemplates(null);
        foreach (var kind in new[] { NotificationKind.Welcome, NotificationKind.Moved, NotificationKind.Reactivated })
        {
            foreach (var person in Enum.GetValues<AccountKind>())
            {
                var mail = templates.Compose(kind, person, Ann);
                Assert.Contains($"Open Pinpoint: {Ann.Login}\n\nThe Pinpoint team", mail.Text, StringComparison.Ordinal);
                Assert.Contains($"<a href=\"{Ann.Login}\">", mail.Html, StringComparison.Ordinal);
                var without = templates.Compose(kind, person, Ann with { Login = "" });
                Assert.DoesNotContain("Open Pinpoint", without.Text + without.Html, StringComparison.Ordinal);
                Assert.DoesNotContain("\n\n\n", without.Text, StringComparison.Ordinal);
            }
        }

        var digest = templates.Compose(TemplateSamples.Digests[0]);
        foreach (var page in new[] { "log", "connect", "groups", "sync" })
        {
            Assert.Contains($"\nhttps://console.example/tenants/example/{page}\n", digest.Text, StringComparison.Ordinal);
            Assert.Contains($"<a href=\"https://console.example/tenants/example/{page}\">", digest.Html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Open in the Console", templates.Compose(TemplateSamples.Digests[1]).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("welcom.text.liquid", "Hi\n", "welcom.text.liquid")]
    [InlineData("moved.html.liquid", "{% if group %}", "moved.html")]
    [InlineData("moved.html.liquid", "{{ nmae }}", "nmae")]
    [InlineData("moved.html.liquid", "{{ name | upcas }}", "upcas")]
    [InlineData("moved.external.text.liquid", "Subject {{ nmae }}\nText", "nmae")]
    [InlineData("moved.text.liquid", "\nText", "no subject")]
    [InlineData("moved.text.liquid", "", "no subject")]
    [InlineData("digest.text.liquid", "Subject\n{{ groups.first_of_all }}", "first_of_all")]
    [InlineData("digest.html.liquid", "{% for item in groups.items %}{{ item.title }}{% endfor %}", "title")]
    [InlineData("digest.html.liquid", "{% if total == 1 %}{{ nothing }}{% endif %}", "nothing")]
    [InlineData("layout.html.liquid", "{{ content | raw }}{{ footer }}", "footer")]
    public void A_mistake_fails_the_start_and_names_the_file(string file, string content, string mentioned)
    {
        Write(file, content);
        var problem = Assert.Throws<InvalidOperationException>(() => new MailTemplates(_folder.Path));
        Assert.Contains(mentioned, problem.Message, StringComparison.Ordinal);
        Assert.Contains(file, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_fails_the_start()
    {
        var problem = Assert.Throws<InvalidOperationException>(() => new MailTemplates(_folder.PathTo("none")));
        Assert.Contains("no such folder", problem.Message, StringComparison.Ordinal);
    }

    private void Write(string file, string content) => File.WriteAllText(_folder.PathTo(file), content);
}
