using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Ombud.Advice;
using Ombud.Assurance.Measuring;
using Ombud.Cases.Officer;
using Ombud.Cases.Working;
using Ombud.Policies.Cases;
using Ombud.Shared;
using Ombud.SignIn;

namespace Ombud.Assurance.Controls.Officer;

/// <summary>
/// Every address of the Console is judged for the data protection officer by the product's own rules: each page opens, and nothing can
/// be sent but advice and what belongs to a message to the officer. Of every other kind of case, no step.
/// </summary>
internal sealed class OfficerOversees(IEnumerable<EndpointDataSource> sources, IServiceScopeFactory scopes) : IControl
{
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal)
    {
        AdvicePages.Path, Case("take-on"), Case("step"), Case("write"),
    };

    private static readonly ClaimsPrincipal Dpo = new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, Guid.Empty.ToString("D")), new Claim(ClaimTypes.Role, StaffRoles.Dpo)], Schemes.Staff));

    public string Id => "officer-oversees";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (pages, refused, own, amiss) = (0, 0, 0, new List<string>());
        foreach (var endpoint in sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Where(IsStaffs))
        {
            var path = PathOf(endpoint);
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            {
                var (isPage, may) = (method is "GET" or "HEAD", await MayAsync(endpoint, method));
                if (may != (isPage || Own.Contains(path)))
                    amiss.Add($"{method} {path}");
                pages += isPage && may && method is "GET" ? 1 : 0;
                refused += may ? 0 : 1;
                own += !isPage && may ? 1 : 0;
            }
        }
        amiss.AddRange(Enum.GetValues<CaseKind>()
            .Where(kind => !CaseDoor.MaySee(kind, isDpo: true) || CaseDoor.MayAct(kind, isDpo: true) != kind is CaseKind.OfficerMessage)
            .Select(kind => kind.ToString()));
        if (pages == 0 || refused == 0)
            amiss.Add("Console");
        return Measurement.Of(amiss,
            $"{pages} sidor i konsolen går att läsa, {refused} åtgärder nekas, {own} är ombudets egna",
            $"{pages} pages of the Console can be read, {refused} actions are refused, {own} are the officer's own");
    }

    private async Task<bool> MayAsync(RouteEndpoint endpoint, string method)
    {
        await using var scope = scopes.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, User = Dpo };
        http.Request.Method = method;
        http.SetEndpoint(endpoint);
        var policies = scope.ServiceProvider.GetRequiredService<IAuthorizationPolicyProvider>();
        var policy = await AuthorizationPolicy.CombineAsync(policies, endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>());
        return policy is not null
            && (await scope.ServiceProvider.GetRequiredService<IAuthorizationService>().AuthorizeAsync(Dpo, http, policy)).Succeeded;
    }

    private static bool IsStaffs(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(one => one.Policy == Access.Staff);

    // Without the language.
    private static string PathOf(RouteEndpoint endpoint)
    {
        var pattern = endpoint.RoutePattern.RawText ?? "";
        var start = pattern.IndexOf("/console", StringComparison.Ordinal);
        return start < 0 ? pattern : pattern[start..];
    }

    private static string Case(string act) => $"{WorkCases.Path}/{{id:guid}}/{act}";
}
