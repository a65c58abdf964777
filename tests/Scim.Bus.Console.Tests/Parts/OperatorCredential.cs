using System.Security.Claims;
using Scim.Bus.Console.Identity;

namespace Scim.Bus.Console.Tests.Parts;

/// <summary>
/// Calls the services with the operator's key. They go by the time of day, so an assertion that a Console with a moved clock issues is one
/// of the future.
/// </summary>
internal sealed class OperatorCredential : IAdminAssertions
{
    public string Issue(ClaimsPrincipal actor, string audience) => ConsoleFixture.AdminKey;
}
