using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Model;

namespace Ombud.Policies.Deciding.Steps;

/// <summary>A declared question with everything that answers it at hand; lives on the stack for one decision.</summary>
internal ref struct Asked
{
    public readonly ref readonly Question Question;
    public readonly ref readonly PurposeRow Purpose;
    public readonly ref readonly PartyRow Controller;
    public readonly ref readonly PartyRow Recipient;
    public readonly Standing Standing;
    public readonly Epoch Epoch;
    public readonly VersionTables Tables;
    public readonly LawTables Law;

    /// <summary>As whom the person is met: what is known, and at a collection point whom it is for.</summary>
    public readonly SubjectKindSet Kinds;

    /// <summary>The clause of the step that spoke last.</summary>
    public ClauseId Clause;

    /// <summary>Its rank.</summary>
    public Rank Rank;

    /// <summary>The basis under the controller's regime, once the grounds were looked at.</summary>
    public LegalBasis Basis;

    /// <summary>All regimes that apply, once the grounds were looked at.</summary>
    public uint RegimesFound;

    /// <summary>What carries the transfer.</summary>
    public SafeguardId Safeguard;

    /// <summary>The clause of a rule that asks for consent, and its rank.</summary>
    public ClauseId ConsentClause;
    public Rank ConsentRank;
    public bool RuleAsksConsent;

    /// <summary>Whether a denial of the lists was lifted by a rule.</summary>
    public bool IsLifted;

    /// <summary>Puts the question beside the tables. Every word in it has been found declared.</summary>
    public Asked(in Question question, Standing standing, Epoch epoch, VersionTables tables, LawTables law)
    {
        Question = ref question;
        Standing = standing;
        Epoch = epoch;
        Tables = tables;
        Law = law;
        Purpose = ref tables.Purposes[question.Purpose.Value];
        Controller = ref tables.Parties[question.Controller.Value];
        Recipient = ref tables.Parties[question.Recipient.Value];
        Kinds = question.Action == UseAction.Collect
            ? new(standing.Kinds.Bits | tables.Points[question.Point.Value].Subjects.Bits)
            : standing.Kinds;
        Clause = Purpose.Clause;
    }

    /// <summary>Regimes of the controller's establishment.</summary>
    public readonly uint ControllerRegimes => Epoch.Regimes[Controller.Country];

    /// <summary>Whether the law of where the person lives reaches the controller.</summary>
    public readonly bool IsReached =>
        Controller.Traits.HasAny(PartyTraits.ServesEverywhere)
        || Tables.Serves.Has(Question.Controller.Value, Standing.Residence);

    /// <summary>All regimes that apply: the establishment's, and the residence's where its law reaches the
    /// controller.</summary>
    public readonly uint Regimes => IsReached ? ControllerRegimes | Epoch.Regimes[Standing.Residence] : ControllerRegimes;

    /// <summary>Country in which the exporter holds the data.</summary>
    public readonly ushort From => Question.From.Value != 0 ? Question.From.Value : Controller.Country;

    /// <summary>Country to which data goes; the exporter's own where it stays.</summary>
    public readonly ushort To =>
        Question.To.Value != 0 ? Question.To.Value : Question.Recipient.Value != 0 ? Recipient.Country : From;

    /// <summary>The recipient's own country, whose law reaches it wherever the data is said to lie; where the data goes
    /// if it has none.</summary>
    public readonly ushort Seat =>
        Question.Recipient.Value != 0 && Recipient.Country != 0 ? Recipient.Country : To;

    /// <summary>Where the person's answer to this purpose stands; the topic's place where the question has
    /// one.</summary>
    public readonly int ConsentKey =>
        Question.Topic.Value == 0 ? Question.Purpose.Value : Tables.PurposeLength + Question.Topic.Value;

    /// <summary>Whether the data is given to somebody else than the controller.</summary>
    public readonly bool HasRecipient =>
        Question.Recipient.Value != 0 && Question.Recipient.Value != Question.Controller.Value;

    /// <summary>Denies by law, which no rule lifts.</summary>
    public DenialReason DenyByLaw(DenialReason reason)
    {
        (Clause, Rank) = (Purpose.Clause, Rank.Law);
        return reason;
    }

    /// <summary>Denies by a clause of some rank.</summary>
    public DenialReason Deny(DenialReason reason, ClauseId clause, Rank rank)
    {
        (Clause, Rank) = (clause.Value == 0 ? Purpose.Clause : clause, rank);
        return reason;
    }
}
