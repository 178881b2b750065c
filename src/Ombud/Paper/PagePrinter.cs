using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Ombud.Paper;

/// <summary>Puts a page on paper as it would be shown. Whatever it holds stays in memory and is nowhere else.</summary>
internal sealed class PagePrinter(IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>A page as a PDF.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="parameters">What it is given.</param>
    /// <param name="subject">What the document says of itself.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Stream> PrintAsync<TPage>(
        Dictionary<string, object?> parameters, PaperSubject subject, CancellationToken cancel)
        where TPage : IComponent
    {
        using var page = new HtmlParser().ParseDocument(await RenderAsync<TPage>(parameters));
        var paper = new MemoryStream();
        HtmlToPaper.Write(page, subject, paper, cancel);
        paper.Position = 0;
        return paper;
    }

    private async Task<string> RenderAsync<TPage>(Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
