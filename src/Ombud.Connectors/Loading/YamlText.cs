using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ombud.Connectors.Loading;

/// <summary>Writes YAML that every reader of it takes for the same: what could be a number, a truth or nothing is in quotes.</summary>
internal sealed partial class YamlText
{
    private readonly Emitter _emitter;

    private YamlText(TextWriter text) =>
        _emitter = new(text, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024,
            skipAnchorName: true, indentSequences: true));

    /// <summary>The text of a document that holds one mapping.</summary>
    internal static string Document(Action<YamlText> entries)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var yaml = new YamlText(text);
        yaml._emitter.Emit(new StreamStart());
        yaml._emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        yaml.Mapping(entries);
        yaml._emitter.Emit(new DocumentEnd(isImplicit: true));
        yaml._emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    /// <summary>A key with a text.</summary>
    internal void Entry(string key, string value)
    {
        Scalar(key);
        Scalar(value);
    }

    /// <summary>A key with a text, or nothing at all.</summary>
    internal void OptionalEntry(string key, string? value)
    {
        if (value is not null)
            Entry(key, value);
    }

    /// <summary>A key with a word that YAML itself means something by: true, null.</summary>
    internal void Bare(string key, string word)
    {
        Scalar(key);
        _emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, word, ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false));
    }

    /// <summary>A key with a list of words, on one line.</summary>
    internal void Words(string key, IEnumerable<string> words)
    {
        Scalar(key);
        _emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Flow));
        foreach (var word in words)
            Scalar(word);
        _emitter.Emit(new SequenceEnd());
    }

    /// <summary>A key with a list of mappings.</summary>
    internal void List<T>(string key, IEnumerable<T> items, Action<YamlText, T> entries)
    {
        Scalar(key);
        _emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
        foreach (var item in items)
            Mapping(yaml => entries(yaml, item));
        _emitter.Emit(new SequenceEnd());
    }

    /// <summary>A key with a mapping.</summary>
    internal void Child(string key, Action<YamlText> entries)
    {
        Scalar(key);
        Mapping(entries);
    }

    /// <summary>A text on one line, in quotes where it needs them. What JSON has between quotes means the same to YAML.</summary>
    internal static string Quoted(string text) => Safe.IsMatch(text) && !Spoken.IsMatch(text)
        ? text
        : $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private void Mapping(Action<YamlText> entries)
    {
        _emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
        entries(this);
        _emitter.Emit(new MappingEnd());
    }

    private void Scalar(string value)
    {
        var style = Safe.IsMatch(value) && !Spoken.IsMatch(value) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted;
        _emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, value, style, isPlainImplicit: true, isQuotedImplicit: true));
    }

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_.<>-]*(?: [\p{L}\p{Nd}_.,()-]+)*\z", RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Safe { get; }

    // Also what older readers of YAML take for a truth.
    [GeneratedRegex(@"^(?:true|false|yes|no|on|off|y|n|null)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spoken { get; }
}
