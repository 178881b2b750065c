using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Notices;
using Ombud.Policies.Model;

namespace Ombud.Collection.Pages;

/// <summary>The values that a field of a form is chosen from.</summary>
internal static class FieldChoices
{
    /// <summary>In a reader's language; null where the field is written and not chosen.</summary>
    public static IReadOnlyList<Choice>? Of(CollectionField field, Countries countries, Language language) => field.Type switch
    {
        FieldType.Country => countries.Choices(language),
        FieldType.Choice => [.. field.Choices.Select(choice => new Choice(choice.Value, choice.Label.In(language.Code)))],
        _ => null,
    };
}
