using System.Net;
using System.Text.Json.Nodes;
using Scim.Bus.Soak.Tests.Sites;

namespace Scim.Bus.Soak.Tests.Model;

/// <summary>
/// Pushes as an identity provider does: what gets no answer, or a 5xx, is sent again until it is answered. Now and then it hangs up in the
/// middle of a request.
/// </summary>
internal sealed class PersistentClient(TestTenant tenant, Disturbances disturbances)
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a request that was hung up on may still go on: what follows must not overtake it.</summary>
    private static readonly TimeSpan UntilOver = TimeSpan.FromSeconds(2);

    private int _answered;
    private int _repeated;

    /// <summary>Requests that were answered with less than 500.</summary>
    public int Answered => _answered;

    /// <summary>Requests that had to be sent again.</summary>
    public int Repeated => _repeated;

    /// <summary>Sends a SCIM request until it is answered.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path below the SCIM root.</param>
    /// <param name="body">The body.</param>
    /// <param name="hangUpAfter">When to hang up on the first attempt; null for never.</param>
    /// <returns>The answer, and whether an earlier attempt may have been carried out.</returns>
    public async Task<(Answer Answer, bool IsRepeated)> SendAsync(
        HttpMethod method, string path, JsonObject? body = null, TimeSpan? hangUpAfter = null)
    {
        var isRepeated = false;
        while (true)
        {
            var begun = disturbances.Now;
            using var timeout = new CancellationTokenSource(hangUpAfter ?? RequestTimeout);
            try
            {
                var answer = await tenant.Scim.SendAsync(method, path, body, cancellationToken: timeout.Token);
                if ((int)answer.Status < 500)
                {
                    Interlocked.Increment(ref _answered);
                    if (isRepeated && hangUpAfter is null && disturbances.Now - begun > UntilOver) await Task.Delay(UntilOver);
                    return (answer, isRepeated);
                }

                disturbances.RequireExcuse(begun, $"{method} {path} was answered with {(int)answer.Status}: {answer.Body.ToJsonString()}");
            }
            catch (HttpRequestException e)
            {
                disturbances.RequireExcuse(begun, $"{method} {path} got no answer: {e.Message}");
            }
            catch (OperationCanceledException)
            {
                if (hangUpAfter is null) disturbances.RequireExcuse(begun, $"{method} {path} was not answered within {RequestTimeout}");
                hangUpAfter = null;
                await Task.Delay(UntilOver);
            }

            isRepeated = true;
            Interlocked.Increment(ref _repeated);
            await Task.Delay(Pause);
        }
    }

    /// <summary>Sends a request of the admin API until it is answered, also while the resource is not known there yet.</summary>
    public async Task ConfigureAsync(HttpMethod method, string path, JsonObject body)
    {
        while (true)
        {
            var begun = disturbances.Now;
            try
            {
                var answer = await tenant.Admin.SendAsync(method, path, body);
                if ((int)answer.Status < 500)
                {
                    answer.Expect(HttpStatusCode.OK);
                    return;
                }

                disturbances.RequireExcuse(begun, $"{method} {path} was answered with {(int)answer.Status}: {answer.Body.ToJsonString()}");
            }
            catch (HttpRequestException e)
            {
                disturbances.RequireExcuse(begun, $"{method} {path} got no answer: {e.Message}");
            }

            await Task.Delay(Pause);
        }
    }
}
