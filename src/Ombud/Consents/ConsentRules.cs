using System.Collections.Frozen;
using Ombud.Consents.Answering;
using Ombud.Layout.Api;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Consents;

/// <summary>What of the notice a consent can be about: compiled once, so that the hot path only looks up.</summary>
internal sealed class ConsentRules(Policy policy, TimeProvider time)
{
    private const int LanguageLengthMax = 8;
    private const int HashLength = 64;

    /// <summary>The kind of a person of whom nothing more is known, where the pack has it.</summary>
    public const string Visitor = "visitor";

    private readonly FrozenDictionary<string, VersionRules> _versions = policy.Pack.Versions
        .ToFrozenDictionary(version => version.Version, version => new VersionRules(version), StringComparer.Ordinal);

    private readonly FrozenSet<string> _languages = policy.Pack.Languages.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Id of the purpose that a key of a version is about: its own, or its topic's; null where unknown.</summary>
    public string? PurposeOf(string version, string key) =>
        _versions.GetValueOrDefault(version)?.Purposes.GetValueOrDefault(key);

    /// <summary>Id of the purpose that a key is about in any version, the newest that has it.</summary>
    public string? PurposeOf(string key) =>
        policy.Pack.Versions.Reverse().Select(version => PurposeOf(version.Version, key)).FirstOrDefault(purpose => purpose is not null);

    /// <summary>Makes the fact of a request, or says everything that is wrong with it.</summary>
    public ConsentAnswered? Check(ConsentRequest request, out string purpose, List<ProblemError> errors)
    {
        purpose = "";
        var version = CheckShown(request, errors);
        var key = CheckKey(request, version, out purpose, errors);
        var controller = CheckController(request, version, purpose, errors);
        var kind = CheckKind(request, version, errors);
        return errors.Count > 0 ? null : new ConsentAnswered
        {
            Key = key!,
            Answer = request.Answer,
            Controller = controller!,
            Shown = request.Shown,
            Explicit = request.Explicit,
            Kind = kind,
        };
    }

    private VersionRules? CheckShown(ConsentRequest request, List<ProblemError> errors)
    {
        var shown = request.Shown;
        var version = _versions.GetValueOrDefault(shown.NoticeVersion);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (version is null)
            errors.Add(new("$.shown.noticeVersion", "version-unknown", "There is no such version of the notice."));
        // A no counts however old the page it was said on; a yes only to what is in force.
        else if (request.Answer is ConsentAnswer.Given && policy.VersionInForce(today)?.Version != shown.NoticeVersion)
            errors.Add(new("$.shown.noticeVersion", "version-not-in-force", "A consent is given to the version in force."));
        if (shown.Language.Length > LanguageLengthMax || !_languages.Contains(shown.Language))
            errors.Add(new("$.shown.language", "language-unknown", "The notice is not in that language."));
        if (shown.TextHash is { } hash && (hash.Length != HashLength || !hash.All(char.IsAsciiHexDigit)))
            errors.Add(new("$.shown.textHash", "text-hash-malformed", "It is the SHA-256 of the text, 64 hexadecimal digits."));
        if (shown.Point is { } point && version is not null && !version.Points.ContainsKey(point))
            errors.Add(new("$.shown.point", "point-unknown", "That version has no such collection point."));
        return version;
    }

    private static string? CheckKey(ConsentRequest request, VersionRules? version, out string purpose, List<ProblemError> errors)
    {
        purpose = "";
        if (request.Purpose is null == request.Topic is null)
        {
            errors.Add(new("$", "purpose-or-topic", "Name either a purpose or a topic."));
            return null;
        }
        var (key, path, code) = request.Topic is { } topic
            ? (topic, "$.topic", "topic-unknown") : (request.Purpose!, "$.purpose", "purpose-unknown");
        if (version is null)
            return key;

        var isKnown = version.Purposes.TryGetValue(key, out var found) && version.Topics.Contains(key) == request.Topic is not null;
        if (!isKnown)
        {
            errors.Add(new(path, code, "That version of the notice has none of that name."));
            return null;
        }
        purpose = found!;
        if (!version.Consentable.Contains(purpose))
            errors.Add(new(path, "purpose-without-consent", "Nowhere does that purpose rest on consent."));
        if (request is { Answer: ConsentAnswer.Given, Shown.Point: { } point }
            && version.Points.TryGetValue(point, out var place) && !place.Choices.Contains(key, StringComparer.Ordinal))
            errors.Add(new("$.shown.point", "choice-not-offered", "That point does not offer this choice."));
        return key;
    }

    private static string? CheckController(
        ConsentRequest request, VersionRules? version, string purpose, List<ProblemError> errors)
    {
        var point = request.Shown.Point is { } id ? version?.Points.GetValueOrDefault(id) : null;
        var controller = request.Controller ?? point?.Controller;
        if (controller is null)
            errors.Add(new("$.controller", "controller-missing", "Name the party that asked, or the collection point."));
        else if (version is not null && !version.Controllers.Contains(controller))
            errors.Add(new("$.controller", "controller-unknown", "That version of the notice has no such party."));
        else if (point is not null && point.Controller != controller)
            errors.Add(new("$.controller", "controller-not-of-point", "Another party asks at that point."));
        else if (version is not null && purpose.Length > 0 && !version.Pursues(purpose, controller))
            errors.Add(new("$.controller", "controller-outside-purpose", "That party does not pursue that purpose."));
        return controller;
    }

    private static string? CheckKind(ConsentRequest request, VersionRules? version, List<ProblemError> errors)
    {
        if (version is null || request is { Subject: not null, Kind: null })
            return null;
        var point = request.Shown.Point is { } id ? version.Points.GetValueOrDefault(id) : null;
        var kind = request.Kind ?? point?.Subject ?? Visitor;
        if (!version.Kinds.Contains(kind))
            errors.Add(new("$.kind", "kind-unknown", "That version of the notice has no such kind of person."));
        return kind;
    }

    /// <summary>One version's words.</summary>
    private sealed class VersionRules
    {
        private readonly FrozenDictionary<string, Purpose> _purposes;
        private readonly FrozenSet<string> _companies;

        public VersionRules(NoticeVersion version)
        {
            _purposes = version.Purposes.ToFrozenDictionary(purpose => purpose.Id, StringComparer.Ordinal);
            _companies = version.Parties.Where(party => party.Role is not PartyRole.ClientController)
                .Select(party => party.Id).ToFrozenSet(StringComparer.Ordinal);
            Topics = version.Topics.Select(topic => topic.Id).ToFrozenSet(StringComparer.Ordinal);
            Purposes = version.Purposes.Select(purpose => (purpose.Id, Purpose: purpose.Id))
                .Concat(version.Topics.Select(topic => (topic.Id, topic.Purpose)))
                .ToFrozenDictionary(pair => pair.Id, pair => pair.Purpose, StringComparer.Ordinal);
            Points = version.CollectionPoints.ToFrozenDictionary(point => point.Id, StringComparer.Ordinal);
            Controllers = version.Parties.Select(party => party.Id).ToFrozenSet(StringComparer.Ordinal);
            Kinds = version.SubjectKinds.Select(kind => kind.Id).ToFrozenSet(StringComparer.Ordinal);
            var asked = version.Rules.Where(rule => rule.Effect is RuleEffect.RequireConsent).ToList();
            Consentable = version.Purposes
                .Where(purpose => purpose.Nature is PurposeNature.Marketing or PurposeNature.Sale or PurposeNature.Rental
                    || purpose.Bases.Any(basis => basis.Basis is LegalBasis.Consent)
                    || asked.Any(rule => rule.Purposes.Count == 0 || rule.Purposes.Contains(purpose.Id, StringComparer.Ordinal)))
                .Select(purpose => purpose.Id).ToFrozenSet(StringComparer.Ordinal);
        }

        public FrozenDictionary<string, string> Purposes { get; }
        public FrozenSet<string> Topics { get; }
        public FrozenDictionary<string, CollectionPoint> Points { get; }
        public FrozenSet<string> Controllers { get; }
        public FrozenSet<string> Kinds { get; }
        public FrozenSet<string> Consentable { get; }

        public bool Pursues(string purpose, string controller) => _purposes[purpose].Controllers is { Count: > 0 } named
            ? named.Contains(controller, StringComparer.Ordinal)
            : _companies.Contains(controller);
    }
}
