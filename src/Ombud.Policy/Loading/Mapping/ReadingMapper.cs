using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Mapping;

/// <summary>Reads <c>rights.yaml</c>, <c>contacts.yaml</c> and <c>cookies.yaml</c>.</summary>
internal static class ReadingMapper
{
    private const int CookieDaysMax = 3660;
    private const int AcknowledgeDaysMax = 90;

    internal static RegimeRights Rights(YamlReader node) => new()
    {
        Id = node.Id(),
        At = node.At,
        Name = node.Localized("name"),
        Rights = node.SomeOf("rights", Right),
    };

    internal static ContactPoint Contact(YamlReader node) => new()
    {
        Id = node.Id(),
        At = node.At,
        Clause = node.Text("clause"),
        Name = node.Localized("name"),
        Address = node.SomeWords("address"),
        Email = node.OptionalEmail("email"),
        Residences = node.Words("residences"),
        Note = node.OptionalLocalized("note"),
    };

    internal static Authority Authority(YamlReader node) => new()
    {
        Id = node.Id(),
        At = node.At,
        Country = node.Text("country"),
        Name = node.Localized("name"),
        Link = node.Link("link"),
        Address = node.Words("address"),
        Email = node.OptionalEmail("email"),
    };

    internal static FourEyesRule FourEyes(YamlReader node) => new()
    {
        Id = node.Id(),
        At = node.At,
        Clause = node.Text("clause"),
        Cases = node.SomeWords("cases"),
        Steps = node.SomeWords("steps"),
        OnBehalf = node.Flag("onBehalf"),
    };

    internal static RecourseStep Recourse(YamlReader node)
    {
        var since = node.Date("since");
        return new()
        {
            Id = node.Id(),
            At = node.At,
            Clause = node.Text("clause"),
            Kind = node.Enum<RecourseKind>("kind"),
            Cases = node.SomeWords("cases"),
            Residences = node.Words("residences"),
            Name = node.Localized("name"),
            Says = node.Localized("says"),
            Link = node.Link("link"),
            Since = since,
            Until = node.LastDay("until", since),
            Opens = node.Words("opens"),
            AcknowledgeWithinDays = node.OptionalNumber("acknowledgeWithinDays", 1, AcknowledgeDaysMax),
            After = node.Words("after"),
            Conditions = node.LocalizedList("conditions"),
        };
    }

    internal static Site Site(YamlReader node) => new()
    {
        Id = node.Id(),
        At = node.At,
        Name = node.Text("name"),
        Link = node.Link("link"),
        Controller = node.Text("controller"),
        Cookies = node.RequiredList("cookies", Cookie),
    };

    private static Right Right(YamlReader node) =>
        new(node.Id(), node.Text("clause"), node.Localized("name"), node.Localized("says"), node.Text("law"),
            node.OptionalText("dpv"));

    private static CookieEntry Cookie(YamlReader node) => new()
    {
        At = node.At,
        Name = node.Text("name"),
        Provider = node.Text("provider"),
        Purpose = node.Enum<CookiePurpose>("purpose"),
        Kind = node.Enum<CookieKind>("kind"),
        Days = node.Number("days", 0, CookieDaysMax),
        Says = node.Localized("says"),
    };
}
