using System.Security.Cryptography;
using Ombud.Layout.Api;

namespace Ombud.Decisions.Reading;

/// <summary>
/// A record that was altered, or moved from another row, does not open: the whole call fails, so that nothing is given
/// out beside it, and the operators are told which person's data it is, by id alone.
/// </summary>
internal sealed partial class UnreadableRecords(ILogger<UnreadableRecords> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (CryptographicException failure)
        {
            LogUnreadable(context.HttpContext.Request.RouteValues["id"], failure.GetType().Name);
            return DecisionProblems.RecordUnreadable.Answer();
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "A record of {Subject} does not open ({Failure}): altered or moved")]
    private partial void LogUnreadable(object? subject, string failure);
}
