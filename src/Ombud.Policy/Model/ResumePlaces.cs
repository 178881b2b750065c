namespace Ombud.Policies.Model;

/// <summary>
/// The places of JSON Resume 1.x that hold a text as somebody wrote it. What has to be taken apart first, such as the days of an
/// employment, has no place here: nothing is guessed.
/// </summary>
public static class ResumePlaces
{
    /// <summary>Of the type <see cref="FieldType.Email"/>.</summary>
    public const string Email = "basics.email";

    /// <summary>Of the type <see cref="FieldType.Phone"/>.</summary>
    public const string Phone = "basics.phone";

    /// <summary>Of the type <see cref="FieldType.Url"/>.</summary>
    public const string Url = "basics.url";

    /// <summary>Of the type <see cref="FieldType.Country"/>.</summary>
    public const string Country = "basics.location.countryCode";

    /// <summary>All places, in the order of a CV. Those of <c>basics</c> hold one value, of others every value is an entry.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "basics.name", "basics.label", Email, Phone, Url, "basics.summary",
        "basics.location.address", "basics.location.postalCode", "basics.location.city", Country, "basics.location.region",
        "work.name", "work.position", "work.summary", "volunteer.organization", "volunteer.position", "volunteer.summary",
        "education.institution", "education.area", "education.studyType", "awards.title", "certificates.name", "publications.name",
        "skills.name", "languages.language", "interests.name", "references.reference", "projects.name", "projects.description",
    ];

    /// <summary>Whether a place takes what a field of a type holds.</summary>
    public static bool Takes(string place, FieldType type) => place switch
    {
        Email => type is FieldType.Email,
        Phone => type is FieldType.Phone,
        Url => type is FieldType.Url,
        Country => type is FieldType.Country,
        _ => type is FieldType.Text or FieldType.LongText,
    };
}
