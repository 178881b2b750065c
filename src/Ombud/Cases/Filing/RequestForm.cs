using System.Globalization;
using Ombud.Cases.Agents;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Notices;
using Ombud.Policies.Cases;
using Ombud.Policies.Model;
using Ombud.SignIn.Codes;

namespace Ombud.Cases.Filing;

/// <summary>A request's form as it was filled in.</summary>
public sealed record RequestForm
{
    public const int MessageMax = 4000;
    public const int NameMax = 200;
    private const int DaysBackMax = 90;

    public string Ticket { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Controller { get; init; } = "";
    public string Residence { get; init; } = "";
    public string Name { get; init; } = "";
    public string Address { get; init; } = "";
    public string Message { get; init; } = "";

    /// <summary>How it reached us and when, where staff enter it; empty for the person's own form.</summary>
    public string Channel { get; init; } = "";

    /// <inheritdoc cref="Channel"/>
    public string ReceivedOn { get; init; } = "";

    /// <summary>Whether the person has signed in, and is so written to at the address that they proved.</summary>
    public bool IsSignedIn { get; init; }

    /// <summary>Whether somebody of the staff fills it in.</summary>
    public bool IsForSomebody { get; init; }

    /// <summary>Whether somebody asks for somebody else; name and address are then the person's, and these the agent's.</summary>
    public bool IsByAgent { get; init; }

    /// <inheritdoc cref="IsByAgent"/>
    public string AgentName { get; init; } = "";

    /// <inheritdoc cref="IsByAgent"/>
    public string AgentAddress { get; init; } = "";

    /// <inheritdoc cref="IsByAgent"/>
    public string Capacity { get; init; } = "";

    /// <summary>What <c>for</c> says where somebody asks for somebody else, in the form as in its address.</summary>
    public const string ForOther = "other";

    /// <summary>What came back of the form.</summary>
    public static RequestForm Of(IFormCollection form) => new()
    {
        Ticket = form[CaseTicket.Field].ToString(), Kind = form["kind"].ToString(), Controller = form["controller"].ToString(),
        Residence = form["residence"].ToString(), Name = form["name"].ToString().Trim(), Address = form["address"].ToString().Trim(),
        Message = form["message"].ToString().Trim(), Channel = form["channel"].ToString(), ReceivedOn = form["received"].ToString(),
        IsByAgent = form["for"].ToString() == ForOther, AgentName = form["agent-name"].ToString().Trim(),
        AgentAddress = form["agent-address"].ToString().Trim(), Capacity = form["capacity"].ToString(),
    };

    /// <summary>What is asked for; null where it is none.</summary>
    public CaseKind? Asked => CaseWord.Of<CaseKind>(Kind);

    /// <summary>
    /// Whether the form has that kind: staff alone record an authority's demand, and nobody writes to the data protection officer for
    /// somebody else, who would have read it.
    /// </summary>
    public bool MayAsk(CaseKind kind) => kind switch
    {
        CaseKind.AuthorityDemand => IsForSomebody && !IsByAgent,
        CaseKind.OfficerMessage => !IsForSomebody && !IsByAgent,
        _ => true,
    };

    /// <summary>As what the agent asks; null where nobody asks for somebody else, or for an unknown word.</summary>
    public AgentCapacity? AsWhat =>
        IsByAgent && CaseWord.Of<AgentCapacity>(Capacity) is { } capacity && Capacities.Contains(capacity) ? capacity : null;

    /// <summary>What somebody can say of themselves in a form; a controller for whom data is handled asks by a protocol.</summary>
    internal static IEnumerable<AgentCapacity> Capacities =>
        Enum.GetValues<AgentCapacity>().Where(capacity => capacity is not AgentCapacity.Controller);

    /// <summary>The ways by which staff record that something came; of the others there is no need to.</summary>
    internal static IEnumerable<CaseChannel> Channels => Enum.GetValues<CaseChannel>().Where(channel =>
        channel is not (CaseChannel.Form or CaseChannel.DataRightsProtocol or CaseChannel.OpenDsr));

    /// <summary>Whom the case is from, and who asks for them.</summary>
    /// <param name="address">The person's address.</param>
    internal CaseContact ContactOf(string? address) => new(Name.Length == 0 ? null : Name, address)
    {
        Agent = IsByAgent ? new AgentContact(AgentName, MailAddress.Read(AgentAddress)) : null,
    };

    /// <summary>The channel that staff chose; null where it is none.</summary>
    public CaseChannel? Came => CaseWord.Of<CaseChannel>(Channel) is { } channel && Channels.Contains(channel) ? channel : null;

    /// <summary>The day on which it came, as staff entered it; null where it is none.</summary>
    public DateOnly? Day => DateOnly.TryParseExact(ReceivedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day : null;

    /// <summary>What is wrong with it, field by field.</summary>
    internal IReadOnlyList<FieldError> Errors(NoticeVersion version, Countries countries, Language language, DateOnly today)
    {
        var errors = new List<FieldError>();
        void Add(string field, Text text) => errors.Add(new FieldError(field, text.In(language)));
        if (Asked is not { } asked || !MayAsk(asked))
            Add("kind", FilingTexts.KindMissing);
        if (!ControllersOf(version).Any(party => party.Id == Controller))
            Add("controller", FilingTexts.ControllerMissing);
        if (Residence.Length > 0 && countries.Find(Residence) is null)
            Add("residence", FilingTexts.ResidenceUnknown);
        if (Name.Length > NameMax || HasControls(Name, false))
            Add("name", FilingTexts.NameWrong);
        if (IsByAgent)
            AddAgentErrors(Add);
        if (Address.Length > 0 ? MailAddress.Read(Address) is null : NeedsAddress)
        {
            Add("address", Address.Length > 0 ? FilingTexts.AddressWrong
                : IsByAgent ? AgentTexts.PersonAddressMissing : FilingTexts.AddressMissing);
        }
        if (Message.Length > MessageMax || HasControls(Message, true))
            Add("message", FilingTexts.MessageWrong);
        else if (Message.Length == 0 && Asked is { } kind && NeedsMessage(kind))
            Add("message", FilingTexts.MessageMissing);
        if (IsForSomebody && Came is null)
            Add("channel", FilingTexts.ChannelMissing);
        if (IsForSomebody && (Day is not { } day || day > today || day < today.AddDays(-DaysBackMax)))
            Add("received", FilingTexts.DayWrong);
        return errors;
    }

    private void AddAgentErrors(Action<string, Text> add)
    {
        if (Asked is CaseKind.SuspectedChild or CaseKind.SuspectedBreakIn)
            add("kind", AgentTexts.NoReport);
        if (AsWhat is null)
            add("capacity", AgentTexts.CapacityMissing);
        if (AgentName.Length is 0 or > NameMax || HasControls(AgentName, false))
            add("agent-name", AgentName.Length == 0 ? AgentTexts.NameMissing : FilingTexts.NameWrong);
        if (AgentAddress.Length > 0 ? MailAddress.Read(AgentAddress) is null : !IsForSomebody)
            add("agent-address", AgentAddress.Length > 0 ? FilingTexts.AddressWrong : AgentTexts.AddressMissing);
        else if (MailAddress.Read(Address) is { } address && address == MailAddress.Read(AgentAddress))
            add("address", AgentTexts.SameAddress);
    }

    /// <summary>The companies that decide themselves what is done with data, and so can be asked.</summary>
    internal static IEnumerable<Party> ControllersOf(NoticeVersion version) =>
        version.Parties.Where(party => party.Role is not PartyRole.ClientController);

    /// <summary>
    /// Whether the address is shown as voluntary: staff may lack it, and a report may be made by anybody. Before a kind is chosen a
    /// report is still possible, so that nobody is kept from one.
    /// </summary>
    internal bool MayLackAddress => IsForSomebody || !NeedsAddress;

    /// <summary>Whether the message is shown as voluntary: for some kinds it is what the case is about.</summary>
    internal bool MayLackMessage => Asked is not { } kind || !NeedsMessage(kind);

    // Whoever wants an answer says where to.
    private bool NeedsAddress => !IsForSomebody && (IsByAgent || NeedsOwnAddress);

    private bool NeedsOwnAddress =>
        !IsSignedIn && Asked is not (null or CaseKind.SuspectedChild or CaseKind.SuspectedBreakIn);

    private static bool NeedsMessage(CaseKind kind) => kind is CaseKind.Rectification or CaseKind.Objection or CaseKind.HumanReview
        or CaseKind.Complaint or CaseKind.Question or CaseKind.SuspectedChild or CaseKind.SuspectedBreakIn
        or CaseKind.AuthorityDemand or CaseKind.OfficerMessage;

    private static bool HasControls(string text, bool mayBreak) =>
        text.Any(letter => char.IsControl(letter) && !(mayBreak && letter is '\n' or '\r' or '\t'));
}
