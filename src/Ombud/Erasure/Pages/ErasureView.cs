namespace Ombud.Erasure.Pages;

/// <summary>A line of what goes, in the reader's words.</summary>
public sealed record ErasedLine(string Category, int Records);

/// <summary>A line of what stays, in the reader's words.</summary>
/// <param name="Until">The day on which it goes; null as long as a matter goes on.</param>
public sealed record KeptLine(string Category, int Records, string Why, DateOnly? Until);

/// <summary>What an erasure erases and keeps.</summary>
public sealed record ErasureLists(IReadOnlyList<ErasedLine> Erased, IReadOnlyList<KeptLine> Kept);

/// <summary>How far an erasure is, and its receipt.</summary>
/// <param name="Steps">The steps that are done, in words.</param>
/// <param name="IsGoing">Whether there is more to do here.</param>
/// <param name="Receipt">Null until it is committed.</param>
public sealed record ErasureView(Guid ReceiptId, IReadOnlyList<string> Steps, bool IsGoing, ReceiptView? Receipt);

/// <summary>The receipt in the reader's words.</summary>
/// <param name="Recipients">Who had been given data; empty where nobody had.</param>
/// <param name="Waiting">Who of them has not been told yet.</param>
public sealed record ReceiptView(Guid FactId, ErasureLists Lists, int Facts, string Recipients, string Waiting);
