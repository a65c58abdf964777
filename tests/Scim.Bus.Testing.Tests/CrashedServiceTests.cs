using Xunit;

namespace Scim.Bus.Testing.Tests;

/// <summary>Runs alone: every other test that waits meanwhile would fail because of the crash.</summary>
[CollectionDefinition(nameof(CrashedServiceTests), DisableParallelization = true)]
public sealed class CrashedServiceCollection;

[Trait("Needs", "Processes")]
[Collection(nameof(CrashedServiceTests))]
public sealed class CrashedServiceTests
{
    [Fact]
    public async Task A_wait_ends_at_once_with_the_output_of_a_service_that_has_crashed()
    {
        await using var service = await ServiceProcess.StartAssemblyAsync(ServiceProcessTests.Sample);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => service.Http.GetStringAsync("/crash"));

        var failure = await Assert.ThrowsAsync<NotEventuallyException>(() => Eventually.Be(() => false));

        Assert.Contains("SampleService ended by itself", failure.Message, StringComparison.Ordinal);
        Assert.Contains("these are my last words", failure.Message, StringComparison.Ordinal);
    }
}
