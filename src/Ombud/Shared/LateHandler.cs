namespace Ombud.Shared;

/// <summary>
/// Maps handlers whose reading of a request is compiled when the first one comes. The framework compiles it for every address at the
/// start, which is most of what a start computes; what it learns of a handler's parameters, and refuses in them, it still does then.
/// </summary>
internal static class LateHandler
{
    /// <summary>Maps a handler of one method, as the framework's own methods do.</summary>
    public static RouteHandlerBuilder MapLate(this IEndpointRouteBuilder app, string method, string pattern, Delegate handler) =>
        Map(app, pattern, [method], handler);

    /// <summary>Maps a handler of several methods.</summary>
    public static RouteHandlerBuilder Map(IEndpointRouteBuilder app, string pattern, IEnumerable<string> methods, Delegate handler) =>
        RouteHandlerServices.Map(app, pattern, handler, methods, RequestDelegateFactory.InferMetadata, CompileLate);

    private static RequestDelegateResult CompileLate(
        Delegate handler, RequestDelegateFactoryOptions options, RequestDelegateMetadataResult? known)
    {
        var compiled = new Lazy<RequestDelegate>(() => Compile(handler, options, known));
        return new(context => compiled.Value(context), known?.EndpointMetadata ?? []);
    }

    // The framework wants to be asked before the endpoint has a delegate; by now it has the one above.
    private static RequestDelegate Compile(
        Delegate handler, RequestDelegateFactoryOptions options, RequestDelegateMetadataResult? known)
    {
        options.EndpointBuilder?.RequestDelegate = null;
        return RequestDelegateFactory.Create(handler, options, known).RequestDelegate;
    }
}
