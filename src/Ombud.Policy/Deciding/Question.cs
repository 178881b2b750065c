namespace Ombud.Policies.Deciding;

/// <summary>What somebody wants to do with personal data.</summary>
public enum UseAction : byte
{
    /// <summary>No action; never permitted.</summary>
    None,

    /// <summary>Take it in at a collection point.</summary>
    Collect,

    /// <summary>Read it and act on it.</summary>
    Use,

    /// <summary>Give it to a recipient.</summary>
    Disclose,

    /// <summary>Keep it and do nothing else.</summary>
    Store,
}

/// <summary>A question to the policy: may this be done, for this purpose, with this data, on this day?</summary>
/// <remarks>A word that the pack does not know is 0 in its field, and 0 is denied.</remarks>
public readonly record struct Question
{
    // What is seldom named, in one word, so that one look tells that nothing of it is: topic, from, to, point.
    private readonly ulong _details;

    // Smallest first: a question then takes 48 bytes instead of 56, and fewer lie across two lines of the cache.
    public required UseAction Action { get; init; }

    /// <summary>A mark of the request, such as Global Privacy Control.</summary>
    public Signals Signals { get; init; }

    public required PurposeId Purpose { get; init; }

    /// <summary>The topic, where the purpose is marketing and the message has one.</summary>
    public TopicId Topic
    {
        get => new(Detail(0));
        init => _details = WithDetail(0, value.Value);
    }

    /// <summary>All categories that would be touched; an empty set is denied as undeclared.</summary>
    public required CategorySet Categories { get; init; }

    public required PartyId Controller { get; init; }

    /// <summary>To whom; needed for <see cref="UseAction.Disclose"/>, unset otherwise.</summary>
    public PartyId Recipient { get; init; }

    /// <summary>Where the exporter holds the data; unset means in the controller's country.</summary>
    public CountryId From
    {
        get => new(Detail(1));
        init => _details = WithDetail(1, value.Value);
    }

    /// <summary>To which country it goes, beside the recipient's own; unset means that alone, or that it stays.</summary>
    public CountryId To
    {
        get => new(Detail(2));
        init => _details = WithDetail(2, value.Value);
    }

    /// <summary>The collection point, for <see cref="UseAction.Collect"/>.</summary>
    public PointId Point
    {
        get => new(Detail(3));
        init => _details = WithDetail(3, value.Value);
    }

    /// <summary>The day of which is asked.</summary>
    public required Day On { get; init; }

    /// <summary>The first day on which the data has ended by its retention rule; unset where it has no end
    /// yet.</summary>
    public Day EndsOn { get; init; }

    /// <summary>The day on which it was collected, for consents that must be older; unset where it is not
    /// yet.</summary>
    public Day CollectedOn { get; init; }

    /// <summary>Whether it names no topic, country or collection point.</summary>
    internal bool HasNoDetails => _details == 0;

    private ushort Detail(int place) => (ushort)(_details >> (16 * place));

    private ulong WithDetail(int place, ushort value) =>
        (_details & ~((ulong)ushort.MaxValue << (16 * place))) | ((ulong)value << (16 * place));
}

/// <summary>Signals that come with a request.</summary>
[Flags]
public enum Signals : byte
{
    None = 0,

    /// <summary>The browser sends <c>Sec-GPC: 1</c>.</summary>
    GlobalPrivacyControl = 1,
}
