using Ombud.MyData.Reading;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.MyData.Porting;

/// <summary>
/// What may be taken along: what the person gave, used under their consent or a contract with them. That it is processed by
/// automated means goes for whatever lies here.
/// </summary>
internal static class SelectPortable
{
    /// <summary>Every record is in one of the two lists.</summary>
    public static PortableData Of(OwnData data)
    {
        var (portable, staying) = (new List<PortableRecord>(), new List<StayingRecord>());
        foreach (var record in data.Records)
        {
            var bases = BasesOf(record, data);
            if (ReasonToStay(record, bases) is { } reason)
                staying.Add(new StayingRecord(record, reason));
            else
                portable.Add(new PortableRecord(record, bases));
        }
        return new PortableData(data, portable, staying);
    }

    private static StayReason? ReasonToStay(OwnRecord record, List<PortingBasis> bases) =>
        record.IsFromAnother ? StayReason.GivenByAnother
        : record.IsFromPublicSource ? StayReason.FromPublicSource
        : record.Field is { Derived: true } ? StayReason.Derived
        : bases.Count == 0 ? StayReason.OtherBasis
        : null;

    // By the record's own kind: who is job seeker and contact at once has a contract as the one alone.
    private static List<PortingBasis> BasesOf(OwnRecord record, OwnData data) =>
    [
        .. from own in record.Purposes.Concat(ChosenBeside(record, data))
           from basis in own.Bases
           where basis.Subjects.Count == 0 || basis.Subjects.Contains(record.Record.Kind, StringComparer.Ordinal)
           let consent = basis.Basis is LegalBasis.Consent ? AnswerTo(own.Purpose, data) : null
           where basis.Basis is LegalBasis.Contract || consent is not null
           select new PortingBasis(own.Purpose, basis, consent),
    ];

    // Purposes and topics that the point offers as choices, where they use what the record is: a newsletter uses an address.
    private static IEnumerable<OwnPurpose> ChosenBeside(OwnRecord record, OwnData data) =>
        from purpose in data.Notice.Purposes
        where record.Point is { } point && Offers(point, purpose, data.Notice)
            && purpose.Categories.Contains(record.Category.Id, StringComparer.Ordinal)
            && !record.Purposes.Any(own => own.Purpose.Id == purpose.Id)
        select new OwnPurpose(purpose,
            [.. Regimes.Bases(purpose, record.Applying, [record.Record.Kind]).Where(basis => basis.Basis is LegalBasis.Consent)]);

    private static bool Offers(CollectionPoint point, Purpose purpose, NoticeVersion notice) => KeysOf(purpose, notice)
        .Any(key => point.Choices.Contains(key, StringComparer.Ordinal));

    // What was given under a consent since taken back can be taken along until it is gone; what was never agreed to cannot.
    private static ConsentAnswer? AnswerTo(Purpose purpose, OwnData data)
    {
        ConsentAnswer[] answers =
        [
            .. KeysOf(purpose, data.Notice).Select(key => data.Standing.Consents.GetValueOrDefault(key)).OfType<ConsentState>()
                .Select(consent => consent.Answer).Where(answer => answer is not ConsentAnswer.Refused),
        ];
        return answers.Length == 0 ? null
            : answers.Contains(ConsentAnswer.Given) ? ConsentAnswer.Given
            : ConsentAnswer.Withdrawn;
    }

    private static IEnumerable<string> KeysOf(Purpose purpose, NoticeVersion notice) =>
        notice.Topics.Where(topic => topic.Purpose == purpose.Id).Select(topic => topic.Id).Append(purpose.Id);
}
