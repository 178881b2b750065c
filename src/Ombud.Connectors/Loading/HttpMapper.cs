using Ombud.Connectors.Describing;
using Ombud.Connectors.Http;
using Ombud.Policies.Loading;
using Ombud.Policies.Loading.Yaml;

namespace Ombud.Connectors.Loading;

/// <summary>Reads how a system is asked over HTTP, and whether each call can be meant.</summary>
internal sealed class HttpMapper(Findings findings)
{
    private static readonly (string Word, HttpVerb Verb)[] Finding = [("get", HttpVerb.Get), ("post", HttpVerb.Post)];
    private static readonly (string Word, HttpVerb Verb)[] Deleting = [("delete", HttpVerb.Delete), ("post", HttpVerb.Post)];
    private static readonly (string Word, HttpVerb Verb)[] Overwriting =
        [("patch", HttpVerb.Patch), ("put", HttpVerb.Put), ("post", HttpVerb.Post)];
    private static readonly (string Word, HttpVerb Verb)[] Marking =
        [("post", HttpVerb.Post), ("put", HttpVerb.Put), ("patch", HttpVerb.Patch), ("delete", HttpVerb.Delete)];

    internal HttpDescription System(YamlReader node) => new()
    {
        Calls = Calls(node),
        Limits = node.Child("limits", Limits) ?? new(),
        OmitsNulls = node.Flag("omitsNulls"),
    };

    internal HttpCalls Calls(YamlReader node) => new()
    {
        Find = node.List("find", one => Find(one, isSample: false)),
        Delete = node.Child("delete", one => Call(one, Deleting, IsOfRow)),
        Overwrite = node.Child("overwrite", Overwrite),
        Restrict = node.Child("restrict", one => Call(one, Marking, IsOfRow)),
        Lift = node.Child("lift", one => Call(one, Marking, IsOfRow)),
        Sample = node.Child("sample", one => Find(one, isSample: true)),
    };

    private static HttpLimits Limits(YamlReader node)
    {
        var usual = new HttpLimits();
        return new()
        {
            PerSecond = node.OptionalNumber("perSecond", 1, 10_000) ?? usual.PerSecond,
            Seconds = node.OptionalNumber("seconds", 1, 300) ?? usual.Seconds,
            Megabytes = node.OptionalNumber("megabytes", 1, 256) ?? usual.Megabytes,
            Pages = node.OptionalNumber("pages", 1, 10_000) ?? usual.Pages,
            Rows = node.OptionalNumber("rows", 1, 100_000) ?? usual.Rows,
        };
    }

    private FindCall Find(YamlReader node, bool isSample) => new()
    {
        By = isSample ? [] : node.Words("by"),
        Call = Call(node, Finding, place => isSample ? place is CallPlaces.OfTable : IsAsked(place)),
        Rows = Pointer(node, "rows") ?? "",
        Next = isSample ? null : node.Child("next", Next),
        NotFoundIsNobody = !isSample && node.Flag("notFoundIsNobody"),
    };

    private HttpCall Overwrite(YamlReader node)
    {
        var call = Call(node, Overwriting, IsOfRow, hasBody: false);
        return node.OptionalWord("as", ["merge-patch", "json"]) is "json" ? call with { IsPlainJson = true } : call;
    }

    private HttpCall Call(YamlReader node, (string Word, HttpVerb Verb)[] verbs, Func<string, bool> isPlace, bool hasBody = true)
    {
        var words = string.Join(" or ", verbs.Select(one => one.Word));
        HttpCall? call = null;
        foreach (var (word, verb) in verbs)
        {
            if (node.OptionalText(word) is not { } path)
                continue;
            if (call is not null)
                Report(node, word, DatasetRules.CallVerb, $"the call says two; keep one of {words}");
            else
                call = new(verb, path, verb is HttpVerb.Post && hasBody ? node.OptionalText("body") : null);
        }

        if (call is null)
        {
            if (!verbs.Any(one => node.Has(one.Word)))
                findings.Add(node.At, DatasetRules.CallVerb, $"the call does not say what it is; write {words} with its path");
            return new(verbs[0].Verb, "/");
        }

        Check(node, verbs.First(one => one.Verb == call.Verb).Word, call, isPlace);
        return call;
    }

    private void Check(YamlReader node, string word, HttpCall call, Func<string, bool> isPlace)
    {
        if (CallPath.Places(call.Path) is not { } inPath)
        {
            Report(node, word, DatasetRules.CallPath,
                "this is no path; write one that begins with / and stands below the address of the connection string, "
                + "with what has to be escaped escaped");
            return;
        }

        IReadOnlyList<string>? inBody = [];
        if (call.Body is not null && (inBody = CallBody.Places(call.Body)) is null)
        {
            Report(node, "body", DatasetRules.CallBody,
                "this is no JSON object in which every place is a whole text; write such as '{\"email\": \"{value}\"}'");
            return;
        }

        Places(node, word, inPath, place => isPlace(place) && place is not CallPlaces.OfValues);
        Places(node, "body", inBody, isPlace);
        CheckSubject(node, word, [.. inPath, .. inBody], isPlace);
    }

    private void Places(YamlReader node, string key, IReadOnlyList<string> places, Func<string, bool> isPlace)
    {
        if (places.FirstOrDefault(place => !isPlace(place)) is { } wrong)
            Report(node, key, DatasetRules.CallPlace, $"there is no place '{{{wrong}}}' in such a call");
    }

    // A call that says nothing of whom it is about would be about everybody.
    private void CheckSubject(YamlReader node, string word, IReadOnlyList<string> places, Func<string, bool> isPlace)
    {
        if (isPlace(CallPlaces.OfValue) && !places.Any(place => place is CallPlaces.OfValue or CallPlaces.OfValues))
            Report(node, word, DatasetRules.CallPlace, "the call does not say whom it asks for; write {value} in its path, query or body");
        else if (isPlace(CallPlaces.OfKey) && !places.Any(IsKey))
            Report(node, word, DatasetRules.CallPlace, "the call does not say which row; write {key} in its path, query or body");
        else if (places.Holds(CallPlaces.OfValue) && places.Holds(CallPlaces.OfValues))
            Report(node, word, DatasetRules.CallPlace, "the call asks for one value and for many; keep {value} or {values}");
    }

    private NextPage Next(YamlReader node)
    {
        var (link, cursor) = (Pointer(node, "link"), Pointer(node, "cursor"));
        var (page, parameter) = (node.OptionalNumber("page", 0, 1), node.OptionalText("parameter"));
        if (parameter is not null && !DatasetWords.ParameterPattern.IsMatch(parameter))
            Report(node, "parameter", DatasetRules.CallNext, "this is no name of a parameter; write letters, digits and _ . [ ] -");
        NextPage? next = (link, cursor, page, parameter) switch
        {
            ({ } pointer, null, null, null) => new NextPage.Link(pointer),
            (null, { } pointer, null, { } name) => new NextPage.Cursor(pointer, name),
            (null, null, { } first, { } name) => new NextPage.Number(first, name),
            _ => null,
        };
        if (next is null && findings.IsSound(node.At, "link") && findings.IsSound(node.At, "cursor") && findings.IsSound(node.At, "page"))
            findings.Add(node.At, DatasetRules.CallNext,
                "write link, or cursor and parameter, or page (the number of the first) and parameter");
        return next ?? new NextPage.Link("");
    }

    private string? Pointer(YamlReader node, string key)
    {
        var text = node.OptionalText(key);
        if (text is not null && !JsonPointer.IsOne(text))
            Report(node, key, DatasetRules.CallPointer, $"'{text}' is no JSON pointer; write such as /data/items");
        return text;
    }

    private static bool IsAsked(string place) =>
        place is CallPlaces.OfTable or CallPlaces.OfField or CallPlaces.OfValue or CallPlaces.OfValues;

    private static bool IsOfRow(string place) => place is CallPlaces.OfTable || IsKey(place);

    private static bool IsKey(string place) =>
        place is CallPlaces.OfKey || place.StartsWith(CallPlaces.OfKeyPart, StringComparison.Ordinal);

    private void Report(YamlReader node, string key, PackRule rule, string message)
    {
        findings.Add(findings.Places.Of(node.At, key), rule, message);
        findings.MarkFaulty(node.At, key);
    }
}
