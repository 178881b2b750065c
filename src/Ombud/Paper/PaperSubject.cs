using Ombud.Layout;

namespace Ombud.Paper;

/// <summary>What a document says of itself. None of it is anybody's own.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Language">Its language.</param>
/// <param name="At">When it was made.</param>
/// <param name="WholeIn">Where what could not be drawn is whole, as a sentence.</param>
internal sealed record PaperSubject(Text Title, Language Language, DateTimeOffset At, Text WholeIn);
