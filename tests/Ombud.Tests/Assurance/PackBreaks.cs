using Ombud.Assurance.Controls;
using Ombud.Assurance.Controls.Cases;
using Ombud.Assurance.Controls.Collecting;
using Ombud.Assurance.Controls.Declared;
using Ombud.Assurance.Controls.Pages;
using Ombud.Assurance.Controls.People;
using Ombud.Assurance.Controls.Rights;
using Ombud.Assurance.Controls.Sharing;
using Ombud.Assurance.Measuring;
using Ombud.Cases;
using Ombud.Cases.Letters;
using Ombud.Collection.Checking;
using Ombud.Collection.Submitting;
using Ombud.Decisions;
using Ombud.Policies.Deciding;
using Ombud.Policies.Law;
using Ombud.Policies.Model;
using Ombud.Tests.Running;
using Ombud.Vault;

namespace Ombud.Tests.Assurance;

/// <summary>By control, a pack or policy with which what it measures is no longer so.</summary>
internal static class PackBreaks
{
    public static readonly IReadOnlyDictionary<string, Func<OmbudApp, Task<Measurement>>> All =
        new Dictionary<string, Func<OmbudApp, Task<Measurement>>>(StringComparer.Ordinal)
        {
            ["notice-complete"] = app => app.MeasureAsync<NoticeComplete>(app.Book(version => version with
            {
                Clauses = [.. version.Clauses, version.Clauses[0] with { Id = "a-promise.nobody-shows" }],
            })),
            ["version-in-force"] = app => app.MeasureAsync<VersionInForce>(app.Book(version => version with
            {
                EffectiveFrom = version.EffectiveFrom.AddDays(1),
            })),
            ["versions-unchanged"] = async app =>
            {
                await app.MeasureAsync<VersionsUnchanged>();
                return await app.MeasureAsync<VersionsUnchanged>(app.Book(version => version with { Digest = "another" }));
            },
            ["arbitration-last"] = app => app.MeasureAsync<ArbitrationLast>(app.Make<CaseView>(app.Make<NextSteps>(app.Book(
                version => version with { Recourse = [.. version.Recourse.Select(step => step with { After = [] })] })))),
            ["principles-carried"] = app => app.MeasureAsync<PrinciplesCarried>(app.Book(version => version with
            {
                Principles = [.. version.Principles.Where(principle => principle.Id != "security")],
            })),
            ["companies-listed"] = app => app.MeasureAsync<CompaniesListed>(app.Book(version => version with
            {
                Parties = [.. version.Parties, version.Parties[0] with { Id = "unlisted", LegalName = "Unlisted Exempel AB" }],
            })),
            ["recipients-marked"] = app => app.MeasureAsync<RecipientsMarked>(app.Book(version => version with
            {
                Recipients = [.. version.Recipients, version.Recipients[0] with { Id = "unmarked", Name = "Unmarked Exempel AB" }],
            })),
            ["fields-classified"] = app => app.MeasureAsync<FieldsClassified>(app.Book(version =>
                BrokenPack.FirstField(version, field => field with { Category = null, NotPersonal = false }))),
            ["points-show-requirement"] = app => app.MeasureAsync<PointsShowRequirement>(app.PointPages(version =>
                BrokenPack.FirstField(version, field => field with { Requirement = Requirement.Law }))),
            ["kinds-have-rules"] = app => app.MeasureAsync<KindsHaveRules>(app.Book(version => version with
            {
                Purposes = [.. version.Purposes.Select(purpose => purpose with
                {
                    Subjects = [.. purpose.Subjects.Where(kind => kind != "referee")],
                })],
            })),
            ["bases-complete"] = app => app.MeasureAsync<BasesComplete>(app.Book(version => version with
            {
                Purposes = [version.Purposes[0], .. version.Purposes.Skip(1).Select(purpose => purpose with { Bases = [] })],
            })),
            ["no-sale-without-opt-in"] = app => app.MeasureAsync<NoSaleWithoutOptIn>(app.Policy(SoldFreely)),
            ["special-needs-ground"] = app => app.MeasureAsync<SpecialNeedsGround>(app.Policy(version => version with
            {
                Purposes = [.. version.Purposes.Select(purpose => purpose with { Bases = [.. purpose.Bases.Select(Unconditional)] })],
            })),
            ["offline-recorded"] = app => app.MeasureAsync<OfflineRecorded>(app.Submitting(version => version with
            {
                CollectionPoints = [.. version.CollectionPoints.Select(point => point with { Offline = false })],
            })),
            ["public-source-dated"] = app => app.MeasureAsync<PublicSourceDated>(app.Submitting(version => version with
            {
                CollectionPoints = [.. version.CollectionPoints.Select(point => point with
                {
                    Fields = [.. point.Fields.Select(field => field with { Requirement = Requirement.Voluntary })],
                })],
            })),
            ["collection-evidence"] = app => app.MeasureAsync<CollectionEvidence>(app.Book(version => version with
            {
                CollectionPoints = [.. version.CollectionPoints.Select(point =>
                    point with { Intro = LocalizedText.Same("not what was shown") })],
            })),
            ["purposes-bounded"] = app => app.MeasureAsync<PurposesBounded>(app.Policy(version => version with
            {
                Purposes = [.. version.Purposes.Select(purpose => purpose with { Recipients = EveryKind(version) })],
            })),
            ["duties-apart"] = app => app.MeasureAsync<DutiesApart>(app.Policy(version => version with
            {
                Purposes = [.. version.Purposes.Select(purpose => purpose.Id is "insurance"
                    ? purpose with { Categories = [.. purpose.Categories, "tax-data"] } : purpose)],
            })),
            ["interests-balanced"] = app => app.MeasureAsync<InterestsBalanced>(app.Book(version => version with
            {
                Purposes = [.. version.Purposes.Select(purpose => purpose with
                {
                    Bases = [.. purpose.Bases.Select(basis => basis with { Balancing = null })],
                })],
            })),
            ["explicit-consent-first"] = app => app.MeasureAsync<ExplicitConsentFirst>(app.Purposes(purpose => purpose with
            {
                Bases = [.. purpose.Bases.Select(basis => Unconditional(basis) with { Basis = LegalBasis.Consent })],
            })),
            ["undeclared-denied"] = app => app.MeasureAsync<UndeclaredDenied>(app.Make<Decider>(app.Policy(Declared))),
            ["reads-need-purpose"] = app => app.MeasureAsync<ReadsNeedPurpose>(app.Make<Decider>(app.Policy(Declared))),
            ["transfer-dates"] = app => app.MeasureAsync<TransferDates>(Policy.Compile(app.Get<Policy>().Pack,
                ShieldForEver(app.Get<Policy>().Law))),
            ["vendor-agreement"] = app => app.MeasureAsync<VendorAgreement>(app.Policy(NoAgreements)),
            ["framework-prevails"] = app => app.MeasureAsync<FrameworkPrevails>(app.Policy(version => version with
            {
                Rules = [.. version.Rules, new RankedRule
                {
                    Id = "law-over-framework", Clause = version.Purposes[0].Clause, Rank = Rank.Law, Effect = RuleEffect.Permit,
                    Reason = LocalizedText.Same("a law that permits everything"),
                }],
            })),
            ["processor-instructed-only"] = app => app.MeasureAsync<ProcessorInstructedOnly>(app.Policy(version => version with
            {
                Parties = [.. version.Parties.Select(party => party with { Instructs = [.. version.Purposes.Select(one => one.Id)] })],
            })),
            ["withdrawal-at-once"] = app => app.MeasureAsync<WithdrawalAtOnce>(app.Make<CanaryPerson>(app.Purposes(purpose => purpose with
            {
                Bases = [.. purpose.Bases.Select(basis => basis with { Basis = LegalBasis.Contract })],
            }))),
            ["objection-stops-marketing"] = app => app.MeasureAsync<ObjectionStopsMarketing>(app.Make<CanaryPerson>(
                app.Purposes(purpose => purpose with { Nature = PurposeNature.Ordinary }))),
            ["objection-pends"] = app => app.MeasureAsync<ObjectionPends>(app.Make<CanaryPerson>(app.Purposes(purpose => purpose with
            {
                Bases = [.. purpose.Bases.Select(basis => basis with { Basis = LegalBasis.Contract })],
            }))),
            ["restriction-stops-use"] = app => app.MeasureAsync<RestrictionStopsUse>(app.Make<CanaryPerson>(
                app.Purposes(purpose => purpose with { Nature = PurposeNature.LegalClaims }))),
            ["consent-evidence"] = app => app.MeasureAsync<ConsentEvidence>(app.Book(version => version with
            {
                Topics = [.. version.Topics.Select(topic => topic with { Description = LocalizedText.Same("not what was shown") })],
                Purposes = [.. version.Purposes.Select(purpose => purpose with { Description = LocalizedText.Same("nor this") })],
            })),
            ["combined-never-widens"] = app => app.MeasureAsync<CombinedNeverWidens>(app.Make<Decider>(app.Make<VaultReader>(
                app.Make<RecordPurposes>(app.Policy(version => version with
                {
                    CollectionPoints = [.. version.CollectionPoints.Select(point =>
                        point with { Purposes = [.. version.Purposes.Select(purpose => purpose.Id)] })],
                }))))),
            ["kept-is-named"] = app => app.MeasureAsync<KeptIsNamed>(app.Book(version => version with
            {
                RetentionRules = [.. version.RetentionRules.Select(rule => rule with { Reason = LocalizedText.Same("not what is said") })],
            })),
            ["rights-where-one-lives"] = app => app.MeasureAsync<RightsWhereOneLives>(app.Book(version => version with
            {
                Rights = [.. version.Rights.Select(regime => regime with { Rights = [.. regime.Rights.Skip(1)] })],
            })),
            ["under-13-leaves-nothing"] = app => app.MeasureAsync<Under13LeavesNothing>(app.Make<SubmitPoint>(
                app.Make<CheckSubmission>(app.Book(version => version with
                {
                    CollectionPoints = [.. version.CollectionPoints.Select(point => point with
                    {
                        Fields = [.. point.Fields.Select(field => field.Type is FieldType.BirthDate
                            ? field with { Type = FieldType.Date } : field)],
                    })],
                })))),
        };

    /// <summary>A way in by which submissions are checked against a changed notice.</summary>
    private static SubmitPoint Submitting(this OmbudApp app, Func<NoticeVersion, NoticeVersion> change) =>
        app.Make<SubmitPoint>(app.Make<CheckSubmission>(app.Book(change)));

    private static string[] EveryKind(NoticeVersion version) => [.. version.RecipientKinds.Select(kind => kind.Id)];

    internal static NoticeVersion Declared(NoticeVersion version)
    {
        var ordinary = version.Purposes.First(purpose => purpose.Nature is PurposeNature.LegalClaims or PurposeNature.SubjectAccess);
        return version with { Purposes = [.. version.Purposes, ordinary with { Id = "a-purpose-nobody-declared" }] };
    }

    private static NoticeVersion SoldFreely(NoticeVersion version)
    {
        var free = version.Purposes.First(purpose => purpose.Nature is PurposeNature.Ordinary
            && purpose.Bases.All(basis => basis.Basis is not LegalBasis.Consent));
        return version with
        {
            Purposes = [.. version.Purposes.Select(purpose => purpose.Nature is PurposeNature.Sale or PurposeNature.Rental
                ? purpose with { Nature = PurposeNature.Ordinary, Bases = free.Bases } : purpose)],
        };
    }

    private static NoticeVersion NoAgreements(NoticeVersion version) => version with
    {
        RecipientKinds = [.. version.RecipientKinds.Select(kind => kind with { NeedsAgreement = false })],
    };

    private static LegalData ShieldForEver(LegalData law) => law with
    {
        Mechanisms = [.. law.Mechanisms.Select(mechanism => mechanism with { ValidTo = null })],
    };

    private static PurposeBasis Unconditional(PurposeBasis basis) =>
        basis with
        {
            Basis = LegalBasis.Contract,
            Special = SpecialCondition.Law,
            Criminal = SpecialCondition.Law,
            IdentityNumber = SpecialCondition.Law,
        };
}
