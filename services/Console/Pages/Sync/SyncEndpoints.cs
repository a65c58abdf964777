using Microsoft.AspNetCore.Mvc;
using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Confirming;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Sync;

/// <summary>Manual sync, and drift.</summary>
internal static class SyncEndpoints
{
    private const string View = "sync";
    private const string Title = "Sync";

    public static void MapSync(this IEndpointRouteBuilder tenant)
    {
        tenant.MapPage("/sync", AdminRight.ReadTenant, ShowAsync);
        tenant.MapForm("/sync/preview", AdminRight.ChangeTenant, PreviewAsync);
        tenant.MapForm("/sync", AdminRight.ChangeTenant, StartAsync);
        tenant.MapPage("/sync/{run:guid}", AdminRight.ReadTenant, ProgressAsync);
        tenant.MapForm("/drift", AdminRight.ChangeTenant, CompareAsync);
        tenant.MapPage("/drift/progress", AdminRight.ReadTenant, DriftProgressAsync);
    }

    private static async Task<IResult> ShowAsync(
        TenantRequest page, SyncReader reader, [AsParameters] SyncQuery query, [AsParameters] SyncPlace place) =>
        Show(page, await reader.ReadAsync(page, query, place));

    private static async Task<IResult> PreviewAsync(
        TenantRequest page, FormValues form, [AsParameters] SyncQuery query, SyncReader reader, ProvisioningClient provisioning)
    {
        var force = form.IsChecked("force");
        try
        {
            var changes = await provisioning.SyncAsync(page.Tenant, dryRun: true, force);
            return Show(page, await reader.ReadAsync(page, query) with { Force = force, Preview = changes });
        }
        catch (Exception e) when (FormRefusal.From(e) is { } refusal)
        {
            return Show(page, await reader.ReadAsync(page, query) with { Force = force }, refusal);
        }
    }

    private static async Task<IResult> StartAsync(
        TenantRequest page, FormValues form, [AsParameters] SyncQuery query, SyncReader reader, ProvisioningClient provisioning)
    {
        var force = form.IsChecked("force");
        try
        {
            if (form.IsConfirmed)
            {
                var started = await provisioning.SyncAsync(page.Tenant, dryRun: false, force);
                return TypedResults.LocalRedirect(query.At(page.Path(View), ("run", started.SyncId)));
            }

            var changes = await provisioning.SyncAsync(page.Tenant, dryRun: true, force);
            return SyncTexts.Summary(changes) is var summary && summary == SyncTexts.UpToDate
                ? page.Done(query.At(page.Path(View)), summary)
                : Ask(page, query.At(page.Path(View)), summary, force);
        }
        catch (Exception e) when (FormRefusal.From(e) is { } refusal)
        {
            return Show(page, await reader.ReadAsync(page, query) with { Force = force }, refusal);
        }
    }

    private static IResult Ask(TenantRequest page, string path, string summary, bool force) => page.Show<ConfirmationPage, Confirmation>(
        $"Sync {page.Frame("").TenantName}?",
        new Confirmation(summary, "Sync", path, path, force ? [("force", "true")] : []),
        View,
        hasOwnFocus: true);

    private static async Task<IResult> ProgressAsync(TenantRequest page, Guid run, ProvisioningClient provisioning) =>
        await provisioning.FindSyncAsync(page.Tenant, run) is { } progress
            ? TypedResults.Json(new
            {
                progress.IsDone,
                progress.State,
                Progress = $"{progress.Done} of {progress.Total}",
                Failed = $"{progress.Faulted}",
            })
            : TypedResults.NotFound();

    private static async Task<IResult> CompareAsync(
        TenantRequest page, [AsParameters] SyncQuery query, ProvisioningClient provisioning)
    {
        try
        {
            var before = SyncReader.TextOf((await provisioning.GetDriftAsync(page.Tenant)).At);
            await provisioning.CompareAsync(page.Tenant);
            return TypedResults.LocalRedirect(query.At(page.Path(View), ("after", before)));
        }
        catch (Exception e) when (FormRefusal.From(e) is { } refusal)
        {
            return page.Done(query.At(page.Path(View)), new Outcome(refusal.Text, "error"));
        }
    }

    private static async Task<IResult> DriftProgressAsync(
        TenantRequest page, [FromQuery] string? after, ProvisioningClient provisioning)
    {
        var report = await provisioning.GetDriftAsync(page.Tenant);
        return TypedResults.Json(new { IsDone = !report.Running && SyncReader.TextOf(report.At) != after });
    }

    private static IResult Show(TenantRequest page, SyncModel model, Refusal? problem = null) =>
        page.Show<SyncPage, SyncModel>(Title, model, View, problem);
}
