using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Ombud.Connectors.Tests.SqlServer;

/// <summary>Reads statements as Microsoft's own parser does, of the oldest version that is meant and of the newest.</summary>
internal static class TSql
{
    /// <summary>The statements of a text, and no error in it, whatever the version.</summary>
    public static IReadOnlyList<TSqlStatement> Parse(string text)
    {
        IReadOnlyList<TSqlStatement> statements = [];
        foreach (var parser in new TSqlParser[] { new TSql110Parser(initialQuotedIdentifiers: true), new TSql170Parser(true) })
        {
            using var reader = new StringReader(text);
            var script = (TSqlScript)parser.Parse(reader, out var errors);
            Assert.True(errors.Count == 0,
                string.Join('\n', errors.Select(error => $"{error.Line}:{error.Column} {error.Message}\n{text}")));
            statements = [.. script.Batches.SelectMany(batch => batch.Statements)];
        }

        return statements;
    }

    /// <summary>What a text is made of, in its order.</summary>
    public static IReadOnlyList<T> All<T>(TSqlFragment fragment)
        where T : TSqlFragment
    {
        var collector = new Collector<T>();
        fragment.Accept(collector);
        return collector.Found;
    }

    private sealed class Collector<T> : TSqlFragmentVisitor
        where T : TSqlFragment
    {
        public List<T> Found { get; } = [];

        public override void Visit(TSqlFragment node)
        {
            if (node is T found)
                Found.Add(found);
        }
    }
}
