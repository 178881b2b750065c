using System.Globalization;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Loading;

/// <summary>Writes how a system is asked over HTTP as a dataset file has it.</summary>
internal static class HttpWriter
{
    internal static void Write(YamlText yaml, HttpDescription http)
    {
        if (http.OmitsNulls)
            yaml.Bare("omitsNulls", "true");
        if (http.Limits != new HttpLimits())
            yaml.Child("limits", limits => Limits(limits, http.Limits));
        Write(yaml, http.Calls);
    }

    internal static void Write(YamlText yaml, HttpCalls calls)
    {
        if (calls.Find.Count > 0)
            yaml.List("find", calls.Find, Find);
        if (calls.Delete is { } delete)
            yaml.Child("delete", map => Call(map, delete));
        if (calls.Overwrite is { } overwrite)
            yaml.Child("overwrite", map => Call(map, overwrite));
        if (calls.Restrict is { } restrict)
            yaml.Child("restrict", map => Call(map, restrict));
        if (calls.Lift is { } lift)
            yaml.Child("lift", map => Call(map, lift));
        if (calls.Sample is { } sample)
            yaml.Child("sample", map => Find(map, sample));
    }

    private static void Limits(YamlText yaml, HttpLimits limits)
    {
        yaml.Bare("perSecond", Digits(limits.PerSecond));
        yaml.Bare("seconds", Digits(limits.Seconds));
        yaml.Bare("megabytes", Digits(limits.Megabytes));
        yaml.Bare("pages", Digits(limits.Pages));
        yaml.Bare("rows", Digits(limits.Rows));
    }

    private static void Find(YamlText yaml, FindCall call)
    {
        if (call.By.Count > 0)
            yaml.Words("by", call.By);
        Call(yaml, call.Call);
        yaml.OptionalEntry("rows", call.Rows.Length == 0 ? null : call.Rows);
        if (call.Next is { } next)
            yaml.Child("next", map => Next(map, next));
        if (call.NotFoundIsNobody)
            yaml.Bare("notFoundIsNobody", "true");
    }

    private static void Call(YamlText yaml, HttpCall call)
    {
        yaml.Entry(
            call.Verb switch
            {
                HttpVerb.Get => "get",
                HttpVerb.Post => "post",
                HttpVerb.Put => "put",
                HttpVerb.Patch => "patch",
                HttpVerb.Delete => "delete",
            },
            call.Path);
        yaml.OptionalEntry("body", call.Body);
        if (call.IsPlainJson)
            yaml.Entry("as", "json");
    }

    private static void Next(YamlText yaml, NextPage next)
    {
        switch (next)
        {
            case NextPage.Link link:
                yaml.Entry("link", link.Pointer);
                break;
            case NextPage.Cursor cursor:
                yaml.Entry("cursor", cursor.Pointer);
                yaml.Entry("parameter", cursor.Parameter);
                break;
            case NextPage.Number number:
                yaml.Bare("page", Digits(number.First));
                yaml.Entry("parameter", number.Parameter);
                break;
        }
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
