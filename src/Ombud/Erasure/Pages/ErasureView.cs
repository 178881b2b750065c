namespace Ombud.Erasure.Pages;

/// <summary>A line of what goes, in the reader's words.</summary>
public sealed record ErasedLine(string Category, int Records);

/// <summary>A line of what stays, in the reader's words.</summary>
/// <param name="Until">The day on which it goes; null as long as a matter goes on.</param>
public sealed record KeptLine(string Category, int Records, string Why, DateOnly? Until);

/// <summary>What an erasure erases and keeps.</summary>
/// <param name="IsSuppressed">Whether a keyed hash of the address stays on the list of those who want no marketing.</param>
public sealed record ErasureLists(IReadOnlyList<ErasedLine> Erased, IReadOnlyList<KeptLine> Kept, bool IsSuppressed);

/// <summary>How far an erasure is, and its receipt.</summary>
/// <param name="Steps">The steps that are done, in words.</param>
/// <param name="IsGoing">Whether there is more to do here.</param>
/// <param name="Waiting">Who is still to be told of it; null where nobody is.</param>
/// <param name="Systems">Connected systems in which the person is erased, with how far each is, in words.</param>
/// <param name="Copies">From when on no copy of a destroyed key opens, in words; null until they are destroyed.</param>
/// <param name="Receipt">Null until it is committed.</param>
public sealed record ErasureView(
    Guid ReceiptId, IReadOnlyList<string> Steps, bool IsGoing, string? Waiting, IReadOnlyList<string> Systems, string? Copies,
    ReceiptView? Receipt);

/// <summary>The receipt in the reader's words.</summary>
/// <param name="Recipients">Who had been given data; empty where nobody had.</param>
public sealed record ReceiptView(Guid FactId, ErasureLists Lists, int Facts, string Recipients);
