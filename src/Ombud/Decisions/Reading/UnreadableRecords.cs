using System.Security.Cryptography;

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
            var subject = context.HttpContext.GetRouteValue("id") as string ?? "the person of the request";
            var failed = failure.GetType().Name;
            LogUnreadable(subject, failed);
            return DecisionProblems.RecordUnreadable.Answer();
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "A record of {Subject} does not open ({Failure}): altered or moved")]
    private partial void LogUnreadable(string subject, string failure);
}
