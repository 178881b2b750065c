using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ombud.Policies.Model;

namespace Ombud.Policies.Tests.Loading.Schemas;

/// <summary>What the code says of the model, as plain text.</summary>
internal static partial class XmlDocs
{
    private static readonly Dictionary<string, XElement> Members = XDocument
        .Load(Path.ChangeExtension(typeof(Pack).Assembly.Location, ".xml")).Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    internal static string? Of(Type type) => Plain(Find($"T:{type.FullName}")?.Element("summary"));

    internal static string? Of(PropertyInfo property)
    {
        var type = property.DeclaringType!.FullName;
        return Plain(Find($"P:{type}.{property.Name}")?.Element("summary"))
            ?? Plain(Find($"T:{type}")?.Elements("param")
                .FirstOrDefault(param => param.Attribute("name")?.Value == property.Name));
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space { get; }

    private static XElement? Find(string name) => Members.GetValueOrDefault(name);

    private static string? Plain(XElement? element)
    {
        if (element is null)
            return null;

        var text = string.Concat(element.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value.Split('.')[^1],
            XElement inner => inner.Value,
            _ => node.ToString(SaveOptions.DisableFormatting).Replace("&gt;", ">", StringComparison.Ordinal),
        }));
        return Space.Replace(text, " ").Trim();
    }
}
