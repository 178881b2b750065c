using Microsoft.AspNetCore.Server.Kestrel.Core;
using Ombud.Layout.Api;
using Ombud.Layout.Api.Document;
using Ombud.Layout.Http;
using Ombud.Shared;

namespace Ombud.Layout;

/// <summary>The page frame, the parts of forms, the texts' languages and the headers of every answer.</summary>
public static class LayoutModule
{
    private static readonly TimeSpan OneYear = TimeSpan.FromDays(365);

    public static IServiceCollection AddLayout(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddApi().AddApiDocument();
        services.AddRouting(options => options.SetParameterPolicy<LanguageConstraint>(LanguageConstraint.Name));
        services.AddHsts(options => options.MaxAge = OneYear);
        services.AddAntiforgery(options => options.SuppressXFrameOptionsHeader = true);
        services.AddCascadingValue(
            provider => Language.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext!));

        services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);

        // An unreadable parameter is answered by the same page in every environment.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddSingleton<Assets>();
        services.AddSingleton<OwnRequests>();
        services.AddSingleton<Doorways>();
        return services;
    }

    /// <summary>Headers, error pages and styles: before everything that is mapped.</summary>
    public static void UseLayout(this WebApplication app)
    {
        app.UseRequestTelemetry();
        app.UseSecurityHeaders();
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseApi();
        app.UseErrorPages();
        app.RefusePlainForms();
        app.UseBodyLimits();
        app.UseAssets();
    }

    /// <summary>The pages that explain the API's problems, and its document.</summary>
    public static void MapLayout(this IEndpointRouteBuilder app)
    {
        ShowProblem.Map(app);
        ApiDocument.Map(app);
        // Where a document names no icon, as JSON cannot, a browser asks for this one.
        app.MapLate(HttpMethods.Get, "/favicon.ico", (Assets files) => Results.Redirect(files.Address("/favicon.svg")))
            .ExcludeFromDescription();
    }

    private static void UseAssets(this WebApplication app) =>
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = app.Services.GetRequiredService<Assets>().Files,
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache",
        });
}
