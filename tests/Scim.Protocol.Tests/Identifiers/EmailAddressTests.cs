using Scim.Protocol.Identifiers;

namespace Scim.Protocol.Tests.Identifiers;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ann@acme.example")]
    [InlineData("ann+jobs@acme.example")]
    [InlineData("o'brien@acme.example")]
    [InlineData("ann/hr@acme.example")]
    [InlineData("ann..lee.@acme.example")]
    [InlineData("ann@localhost")]
    [InlineData("ann@[192.0.2.1]")]
    [InlineData("ann@[IPv6:2001:db8::1]")]
    [InlineData("ann@münchen.example")]
    [InlineData("jose\u0301@acme.example")]
    [InlineData("\"ann lee\"@acme.example")]
    [InlineData("\"a@b\"@acme.example")]
    [InlineData("\"a\\\"b\"@acme.example")]
    [InlineData(" ann@acme.example ")]
    [InlineData("!#$%&'*+-/=?^_`{|}~@acme.example")]
    [InlineData("ann@under_score.example")]
    public void Addresses_are_recognized(string text) => Assert.True(EmailAddress.IsValid(text));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("anything")]
    [InlineData("@acme.example")]
    [InlineData("ann@")]
    [InlineData("ann@ acme.example")]
    [InlineData("ann lee@acme.example")]
    [InlineData("ann@acme.example\r\nBcc: x@y.example")]
    [InlineData("a@b.example\r\n")]
    [InlineData("ann@acme.example\u0000")]
    [InlineData("ann\u0085@acme.example")]
    [InlineData("\"a\r\nb\"@acme.example")]
    [InlineData("Ann <ann@acme.example>")]
    [InlineData("<ann@acme.example>")]
    [InlineData("ann@acme.example,bea@acme.example")]
    [InlineData("ann,bea@acme.example")]
    [InlineData("ann;bea@acme.example")]
    [InlineData("a@b@acme.example")]
    [InlineData("ann@acme..example")]
    [InlineData("ann@acme.example.")]
    [InlineData("ann@[]")]
    [InlineData("\"\"@acme.example")]
    [InlineData("\"ann@acme.example")]
    [InlineData("\"a\"b\"@acme.example")]
    [InlineData("\"a\\\"@acme.example")]
    public void Other_text_is_not(string text) => Assert.False(EmailAddress.IsValid(text));
}
