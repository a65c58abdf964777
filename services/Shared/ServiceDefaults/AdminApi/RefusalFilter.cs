using Microsoft.AspNetCore.Http;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Errors;

namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>Answers what is refused with problem details.</summary>
internal sealed class RefusalFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (AdminException e)
        {
            return TypedResults.Problem(e.Message, statusCode: e.Status);
        }
        catch (ScimException e)
        {
            return TypedResults.Problem(e.Message, statusCode: e.Status);
        }
        catch (StoreUnavailableException)
        {
            return TypedResults.Problem("The store can't be reached; try again later.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
