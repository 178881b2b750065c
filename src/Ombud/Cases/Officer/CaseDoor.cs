using Ombud.Policies.Cases;
using Ombud.Shared;

namespace Ombud.Cases.Officer;

/// <summary>
/// Who of the staff may come to which case (promise <c>contact.dpo</c>). A message to the data protection officer is there for the
/// officer alone: for anybody else there is no such case. The officer sees every case, and acts in those messages only.
/// </summary>
internal sealed class CaseDoor(CaseBook book) : IEndpointFilter
{
    /// <summary>Whether there is such a case for them.</summary>
    public static bool MaySee(CaseKind kind, bool isDpo) => isDpo || kind is not CaseKind.OfficerMessage;

    /// <summary>Whether they may take steps in it and write.</summary>
    public static bool MayAct(CaseKind kind, bool isDpo) => isDpo == kind is CaseKind.OfficerMessage;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!Guid.TryParse(http.GetRouteValue("id") as string, out var id)
            || await book.KindOfAsync(id, http.RequestAborted) is not { } kind)
            return await next(context);
        var isDpo = http.User.IsDpo();
        if (!MaySee(kind, isDpo))
            return TypedResults.NotFound();
        return HttpMethods.IsPost(http.Request.Method) && !MayAct(kind, isDpo)
            ? TypedResults.StatusCode(StatusCodes.Status403Forbidden) : await next(context);
    }
}
