namespace Ombud.Policies.Loading;

/// <summary>A rule that a pack must keep.</summary>
/// <param name="Code">The stable word by which errors name it.</param>
/// <param name="Says">The rule, one sentence.</param>
public sealed record PackRule(string Code, string Says)
{
    /// <inheritdoc/>
    public override string ToString() => Code;
}

/// <summary>Every rule of a pack; the table in <c>docs/pack-format.md</c> is made from it.</summary>
public static class PackRules
{
    private static readonly List<PackRule> Registered = [];

    /// <summary>All rules, in the order of the reference.</summary>
    public static IReadOnlyList<PackRule> All => Registered;

    internal static PackRule PackMissing { get; } = Rule("pack-missing",
        "The folder exists and can be read.");
    internal static PackRule FileMissing { get; } = Rule("file-missing",
        "A version that is complete in itself has every file; any version has version.yaml.");
    internal static PackRule FileUnknown { get; } = Rule("file-unknown",
        "A pack holds no other files and folders than those of the format.");
    internal static PackRule FileUnreadable { get; } = Rule("file-unreadable",
        "Each file can be read.");
    internal static PackRule FileTooLarge { get; } = Rule("file-too-large",
        "A file has at most 1 MiB.");
    internal static PackRule FileEncoding { get; } = Rule("file-encoding",
        "A file is UTF-8; a byte order mark is allowed.");
    internal static PackRule FileCharacter { get; } = Rule("file-character",
        "A file has no characters that cannot be seen, such as those that turn the direction of text around.");

    internal static PackRule YamlSyntax { get; } = Rule("yaml-syntax",
        "A YAML file is well-formed and holds a mapping.");
    internal static PackRule YamlTab { get; } = Rule("yaml-tab",
        "A YAML file has no tabs.");
    internal static PackRule YamlDocuments { get; } = Rule("yaml-documents",
        "A YAML file holds one document.");
    internal static PackRule YamlAnchor { get; } = Rule("yaml-anchor",
        "A YAML file has no anchors, aliases and tags: what is written is what counts.");
    internal static PackRule YamlDepth { get; } = Rule("yaml-depth",
        "Values are nested at most 32 deep.");

    internal static PackRule KeyUnknown { get; } = Rule("key-unknown",
        "A mapping has only keys of the format.");
    internal static PackRule KeyDuplicate { get; } = Rule("key-duplicate",
        "A key stands once in its mapping.");
    internal static PackRule KeyMissing { get; } = Rule("key-missing",
        "A required key is there.");
    internal static PackRule ValueType { get; } = Rule("value-type",
        "A value has its type: text, number, true or false, list or mapping.");
    internal static PackRule ValueEmpty { get; } = Rule("value-empty",
        "A text is not empty, and a list that needs an entry has one.");
    internal static PackRule ValueUnknown { get; } = Rule("value-unknown",
        "A word that is chosen from a set is in that set.");
    internal static PackRule ValueRange { get; } = Rule("value-range",
        "A number lies within its range.");
    internal static PackRule ValueTwice { get; } = Rule("value-twice",
        "A list of words holds each word once.");
    internal static PackRule IdForm { get; } = Rule("id-form",
        "An id is lower case with hyphens; a clause's id is section.clause.");
    internal static PackRule IdDuplicate { get; } = Rule("id-duplicate",
        "An id stands once in its list.");
    internal static PackRule DateForm { get; } = Rule("date-form",
        "A date is yyyy-MM-dd and a day of the calendar.");
    internal static PackRule DatesReversed { get; } = Rule("dates-reversed",
        "A last day is not before the first.");
    internal static PackRule LinkForm { get; } = Rule("link-form",
        "A link is an absolute https or http address.");
    internal static PackRule EmailForm { get; } = Rule("email-form",
        "An e-mail address has a name, an @ and a domain.");
    internal static PackRule LanguageUnknown { get; } = Rule("language-unknown",
        "A language is an ISO 639-1 code, and one that pack.yaml lists.");
    internal static PackRule LanguageMissing { get; } = Rule("language-missing",
        "A text has every language of the pack.");
    internal static PackRule CountryUnknown { get; } = Rule("country-unknown",
        "A country is in the law's data.");
    internal static PackRule ReferenceDangling { get; } = Rule("reference-dangling",
        "What an entry refers to exists in the same version, or in the law's data.");

    internal static PackRule VersionName { get; } = Rule("version-name",
        "A version, its folder and its effective date are the same yyyy-MM-dd.");
    internal static PackRule VersionOrder { get; } = Rule("version-order",
        "Versions are listed oldest first, each once.");
    internal static PackRule VersionNotListed { get; } = Rule("version-not-listed",
        "Every version's folder is listed in pack.yaml, and every listed version has a folder.");
    internal static PackRule VersionBase { get; } = Rule("version-base",
        "A version is based on an older version of the pack.");
    internal static PackRule RemoveUnknown { get; } = Rule("remove-unknown",
        "What a version removes is in the version it is based on.");

    internal static PackRule TextMissing { get; } = Rule("text-missing",
        "A section has a Markdown file in every language.");
    internal static PackRule TextHeading { get; } = Rule("text-heading",
        "A Markdown file begins with '# Heading {#section}'; each clause with '## Heading {#section.clause}'.");
    internal static PackRule TextTwice { get; } = Rule("text-twice",
        "A clause has one text in a language.");
    internal static PackRule TextWithoutClause { get; } = Rule("text-without-clause",
        "A text belongs to a clause, and a Markdown file to a section.");
    internal static PackRule ClauseWithoutText { get; } = Rule("clause-without-text",
        "A clause has a text in every language, in its own section's file.");
    internal static PackRule TextMarkup { get; } = Rule("text-markup",
        "Text has no raw HTML and no attributes.");
    internal static PackRule LinkRefused { get; } = Rule("link-refused",
        "A link in a text begins with https://, http://, mailto:, tel:, / or #.");
    internal static PackRule AnchorDangling { get; } = Rule("anchor-dangling",
        "A link within the notice leads to a section or a clause.");

    internal static PackRule SectionWithoutClause { get; } = Rule("section-without-clause",
        "A section has a clause.");
    internal static PackRule ClauseOutsideSection { get; } = Rule("clause-outside-section",
        "A clause's id begins with the id of its section.");
    internal static PackRule ClauseWithoutStatement { get; } = Rule("clause-without-statement",
        "A clause has a statement: what must be true for it to be kept.");
    internal static PackRule AttestationMeasured { get; } = Rule("attestation-measured",
        "A statement that a control measures is not attested.");
    internal static PackRule AttestationDates { get; } = Rule("attestation-dates",
        "An attestation runs from its day for at most two years.");
    internal static PackRule AttestationsTooMany { get; } = Rule("attestations-too-many",
        "At most 12 clauses of a version rest on an attestation.");
    internal static PackRule TooManyCategories { get; } = Rule("too-many-categories",
        "A version has at most 126 data categories.");
    internal static PackRule TooManySubjectKinds { get; } = Rule("too-many-subject-kinds",
        "A version has at most 30 kinds of person.");
    internal static PackRule PurposeWithoutBasis { get; } = Rule("purpose-without-basis",
        "A purpose has a basis in eu, uk, ch, us-ca, us and default, for each of its kinds of person.");
    internal static PackRule BasisOutsidePurpose { get; } = Rule("basis-outside-purpose",
        "A basis speaks of kinds of person that its purpose lists.");
    internal static PackRule BasisOfMarketing { get; } = Rule("basis-of-marketing",
        "In eu and uk, sale and rental rest on consent, marketing on consent or legitimate interest.");
    internal static PackRule InterestWithoutBalancing { get; } = Rule("interest-without-balancing",
        "A legitimate interest is named and balanced.");
    internal static PackRule DutyWithoutLaw { get; } = Rule("duty-without-law",
        "A legal obligation and a public task name their law.");
    internal static PackRule TopicOutsideMarketing { get; } = Rule("topic-outside-marketing",
        "A topic belongs to a purpose of marketing.");
    internal static PackRule ClientWithoutProcessor { get; } = Rule("client-without-processor",
        "A client has a processor that is a company of the group; nobody else has one or instructs one.");
    internal static PackRule RecipientNeedsFunction { get; } = Rule("recipient-needs-function",
        "A recipient whose kind needs an agreement has a function.");
    internal static PackRule ControllerOutsidePurpose { get; } = Rule("controller-outside-purpose",
        "The controller of a collection point pursues each of the point's purposes.");
    internal static PackRule SubjectOutsidePurpose { get; } = Rule("subject-outside-purpose",
        "Each purpose of a collection point lists the point's kind of person, or its other person's.");
    internal static PackRule OtherIncomplete { get; } = Rule("other-incomplete",
        "A point that takes another person's data has their kind, their confirmation and a field of theirs.");
    internal static PackRule ChoiceUnknown { get; } = Rule("choice-unknown",
        "A point's choice is a topic, or a purpose that rests on consent somewhere.");
    internal static PackRule FieldWithoutCategory { get; } = Rule("field-without-category",
        "A field has a data category, or is expressly not personal; never both.");
    internal static PackRule FieldWithoutRequirement { get; } = Rule("field-without-requirement",
        "A field says whether law or contract demands it or it is voluntary.");
    internal static PackRule FieldWithoutConsequence { get; } = Rule("field-without-consequence",
        "A field says what follows from declining.");
    internal static PackRule FieldOutsidePurpose { get; } = Rule("field-outside-purpose",
        "A field's category is listed by a purpose of its point.");
    internal static PackRule FieldWithoutRetention { get; } = Rule("field-without-retention",
        "A retention rule that is not a ceiling says how long a field is kept.");
    internal static PackRule FieldChoices { get; } = Rule("field-choices",
        "A choice field has values, and no other field has.");
    internal static PackRule FieldBirthDate { get; } = Rule("field-birth-date",
        "A field that takes a date of birth has the type birth-date, so that children are recognised.");
    internal static PackRule FieldResume { get; } = Rule("field-resume",
        "Into a CV go the person's own fields, each of a type that its place takes.");
    internal static PackRule SafeguardDates { get; } = Rule("safeguard-dates",
        "A safeguard or certification runs within its mechanism's days and is concluded while that was possible.");
    internal static PackRule SafeguardRequirement { get; } = Rule("safeguard-requirement",
        "A safeguard meets what its mechanism requires, in the law's words.");
    internal static PackRule MechanismEnded { get; } = Rule("mechanism-ended",
        "Warning: in the newest version an instrument without a last day rests on a mechanism that has one.");
    internal static PackRule RecourseIncomplete { get; } = Rule("recourse-incomplete",
        "A dispute body says when it is open; arbitration says what comes before it and its conditions.");
    internal static PackRule RecourseOrder { get; } = Rule("recourse-order",
        "A dispute body comes after nothing but the authority, and arbitration after that and dispute bodies.");
    internal static PackRule RecourseEnded { get; } = Rule("recourse-ended",
        "A further step of a case still takes cases when the version begins to apply.");
    internal static PackRule FourEyesStep { get; } = Rule("four-eyes-step",
        "A second pair of eyes is asked for by steps that the staff take to decide a case.");

    private static PackRule Rule(string code, string says)
    {
        var rule = new PackRule(code, says);
        Registered.Add(rule);
        return rule;
    }
}
