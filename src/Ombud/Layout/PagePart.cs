using Microsoft.AspNetCore.Components;
using Ombud.Policies.Model;

namespace Ombud.Layout;

/// <summary>What pages and their parts inherit: they know the reader's language and speak it.</summary>
public abstract class PagePart : ComponentBase
{
    /// <summary>The reader's language.</summary>
    [CascadingParameter]
    public required Language Language { get; set; }

    /// <summary>A text of ours in the reader's language.</summary>
    protected string Say(Text text) => text.In(Language);

    /// <summary>A text of ours with its places filled.</summary>
    protected string Say(Text text, params object[] values) => text.In(Language, values);

    /// <summary>A text of the pack in the reader's language.</summary>
    protected string Say(LocalizedText text) => text.In(Language.Code);

    /// <summary>A day in words.</summary>
    protected string Say(DateOnly day) => Language.Say(day);

    /// <summary>A page's address in the reader's language.</summary>
    protected string Link(string page) => Language.Path(page);
}
