using System.Text.RegularExpressions;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Sql;

namespace Ombud.Connectors.Tests.SqlServer.Wire;

/// <summary>A server that answers questions about columns by their names, and leaves all else to the test.</summary>
internal static partial class TdsShop
{
    /// <param name="rest">What is answered to what changes or finds; null for what everything is answered by itself.</param>
    public static TdsServer Serve(Func<TdsRequest, TdsReply?> rest) =>
        new(request => IsAboutColumns(request) ? TdsReply.Rows(Columns(request)) : rest(request) ?? Usual(request));

    /// <summary>The rows that a question finds, with a column more for what it was asked by.</summary>
    public static TdsReply Rows(TdsRequest request, params object?[][] rows) => TdsReply.Rows(Columns(request), rows);

    public static Task<IConnector> OpenAsync(string connection, SqlLimits? limits = null, CancellationToken cancel = default) =>
        OpenSystem.RunAsync("shop", SystemKind.SqlServer, connection, limits ?? SqlLimits.Default, cancel);

    public static bool IsAboutColumns(TdsRequest request) => request.Statement.EndsWith("where 1 = 0", StringComparison.Ordinal);

    public static bool IsCatalogue(TdsRequest request) => request.Statement.Contains("sys.", StringComparison.Ordinal);

    private static TdsReply Usual(TdsRequest request) =>
        IsCatalogue(request) ? TdsReply.Rows([TdsType.Int("none")])
        : request.Statement.StartsWith("select", StringComparison.Ordinal) ? TdsReply.Rows(Columns(request))
        : request.Declared.Contains("@met", StringComparison.Ordinal) ? TdsReply.Met(1)
        : TdsReply.Nothing();

    private static TdsType[] Columns(TdsRequest request) =>
    [
        .. Quoted().Matches(request.Statement[..request.Statement.IndexOf(" from ", StringComparison.Ordinal)])
            .Select(match => match.Groups["name"].Value).Select(name => name switch
            {
                "email" => TdsType.VarChar(name),
                "name" or "note" => TdsType.NVarChar(name),
                "at" => TdsType.DateTime(name),
                "seen" => TdsType.DateTime2(name),
                "photo" => TdsType.VarBinary(name),
                "place" => TdsType.OfClr(name),
                _ => TdsType.Int(name),
            }),
    ];

    [GeneratedRegex(@"\[(?<name>[^\]]*)\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Quoted();
}
