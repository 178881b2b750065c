using Ombud.Policies.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ombud.Policies.Loading.Yaml;

/// <summary>Reads a YAML file into nodes that know their place, refusing what hides or multiplies meaning.</summary>
internal sealed class YamlFile
{
    internal const int DepthMax = 32;

    private readonly string _path;
    private readonly Findings _findings;
    private readonly Parser _parser;
    private bool _tooDeep;

    private YamlFile(SourceFile file, Findings findings)
    {
        _path = file.Path;
        _findings = findings;
        _parser = new Parser(new StringReader(file.Text!));
    }

    /// <summary>The file's mapping; null where there is none, which has then been reported.</summary>
    internal static YamlMap? Read(SourceFile? file, Findings findings)
    {
        if (file?.Text is not { } text)
            return null;

        if (FindTab(file.Path, text) is { } tab)
        {
            findings.Add(tab, PackRules.YamlTab, "replace the tab by spaces");
            return null;
        }

        var yaml = new YamlFile(file, findings);
        try
        {
            return yaml.Document();
        }
        catch (YamlException failure)
        {
            var at = new SourceSpan(file.Path, (int)failure.Start.Line, (int)failure.Start.Column);
            findings.Add(at, PackRules.YamlSyntax, $"this is not YAML; the parser says: {OneLine(failure.Message)}");
            return null;
        }
        catch (InvalidOperationException)
        {
            // The scanner's own way of giving up on some malformed text, found by the fuzz test.
            var at = yaml._parser.Current?.End ?? Mark.Empty;
            findings.Add(new(file.Path, (int)at.Line, (int)at.Column), PackRules.YamlSyntax,
                "this is not YAML from here on; look for a missing quote or indentation");
            return null;
        }
    }

    private static SourceSpan? FindTab(string path, string text)
    {
        var tab = text.IndexOf('\t', StringComparison.Ordinal);
        if (tab < 0)
            return null;

        var before = text.AsSpan(0, tab);
        return new(path, before.Count('\n') + 1, tab - before.LastIndexOf('\n'));
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();

    private YamlMap? Document()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            _findings.Add(new(_path, 1, 1), PackRules.YamlSyntax, "the file is empty; write a mapping");
            return null;
        }

        var root = Node(depth: 1);
        if (_tooDeep)
            return null;

        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            _findings.Add(At(second), PackRules.YamlDocuments, "a second document begins here; use a file of its own");
            return null;
        }

        if (root is YamlMap map)
            return map;

        _findings.Add(root.At, PackRules.YamlSyntax, "the file must hold a mapping, 'key: value'");
        return null;
    }

    private YamlNode Node(int depth)
    {
        if (depth > DepthMax)
            return TooDeep();
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return Refuse(At(alias), "an alias is refused; write the value itself");
        if (_parser.Current is NodeEvent { Anchor.IsEmpty: false } anchored)
            _findings.Add(At(anchored), PackRules.YamlAnchor, "an anchor is refused; leave it out");
        else if (_parser.Current is NodeEvent { Tag.IsEmpty: false } tagged)
            _findings.Add(At(tagged), PackRules.YamlAnchor, "a tag is refused; leave it out");

        if (_parser.TryConsume<Scalar>(out var scalar))
            return new YamlScalar(At(scalar), scalar.Value, scalar.Style is ScalarStyle.Plain);
        if (_parser.TryConsume<SequenceStart>(out var sequence))
            return List(At(sequence), depth);

        var mapping = _parser.Consume<MappingStart>();
        return Map(At(mapping), depth);
    }

    private YamlList List(SourceSpan at, int depth)
    {
        var items = new List<YamlNode>();
        while (!_tooDeep && !_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(depth + 1));
        return new(at, items);
    }

    private YamlMap Map(SourceSpan at, int depth)
    {
        var entries = new List<YamlEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!_tooDeep && !_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1);
            if (_tooDeep)
                break;

            var value = Node(depth + 1);
            if (key is not YamlScalar word)
                Report(key, PackRules.ValueType, "a key must be a word");
            else if (!keys.Add(word.Value))
                _findings.Add(word.At, PackRules.KeyDuplicate, $"'{word.Value}' stands twice; keep one");
            else
                entries.Add(new(word, value));
        }

        return new(at, entries);
    }

    private void Report(YamlNode node, PackRule rule, string message)
    {
        if (node is not YamlRefused)
            _findings.Add(node.At, rule, message);
    }

    private YamlRefused TooDeep()
    {
        _tooDeep = true;
        var at = At(_parser.Current!);
        _findings.Add(at, PackRules.YamlDepth, $"values are nested more than {DepthMax} deep here; flatten them");
        return new(at);
    }

    private YamlRefused Refuse(SourceSpan at, string message)
    {
        _findings.Add(at, PackRules.YamlAnchor, message);
        return new(at);
    }

    private SourceSpan At(ParsingEvent parsed) => new(_path, (int)parsed.Start.Line, (int)parsed.Start.Column);
}
