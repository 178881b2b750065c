using Microsoft.AspNetCore.Components;

namespace Ombud.Layout.Parts;

/// <summary>A column of a <see cref="DataTable{TRow}"/>; the first names the row.</summary>
/// <param name="Heading">Its heading, in the reader's language.</param>
/// <param name="Cell">What it shows of a row.</param>
public sealed record Column<TRow>(string Heading, RenderFragment<TRow> Cell);
