using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Mapping;

/// <summary>Reads <c>collection-points.yaml</c>.</summary>
internal static class CollectionPointsMapper
{
    private const int LengthMax = 100 * 1024 * 1024;

    internal static CollectionPoint Point(YamlReader node) => new()
    {
        Id = node.Id(),
        At = node.At,
        Clause = node.Text("clause"),
        Name = node.Localized("name"),
        Intro = node.Localized("intro"),
        Situation = node.Enum<Situation>("situation"),
        Channel = node.Enum<Channel>("channel"),
        Controller = node.Text("controller"),
        Subject = node.Text("subject"),
        Purposes = node.SomeWords("purposes"),
        Fields = node.RequiredEntries("fields", Field),
        OtherSubject = node.OptionalText("otherSubject"),
        OtherConfirmation = node.OptionalLocalized("otherConfirmation"),
        Choices = node.Words("choices"),
        Public = node.Flag("public"),
        Offline = node.Flag("offline"),
        SignedIn = node.Flag("signedIn"),
    };

    private static CollectionField Field(YamlReader node) => new()
    {
        Id = node.Id(),
        At = node.At,
        Label = node.Localized("label"),
        Hint = node.OptionalLocalized("hint"),
        Type = node.Enum<FieldType>("type"),
        Category = node.OptionalText("category"),
        NotPersonal = node.Flag("notPersonal"),
        Requirement = node.Enum<Requirement>("requirement", PackRules.FieldWithoutRequirement),
        Consequence = node.Localized("consequence", PackRules.FieldWithoutConsequence),
        OfOther = node.Flag("ofOther"),
        Max = node.OptionalNumber("max", 1, LengthMax) ?? 200,
        Choices = node.List("choices", Choice),
        Identifies = node.Flag("identifies"),
        Derived = node.Flag("derived"),
        Resume = node.OptionalWord("resume", ResumePlaces.All),
    };

    private static FieldChoice Choice(YamlReader node) => new(node.Text("value"), node.Localized("label"));
}
