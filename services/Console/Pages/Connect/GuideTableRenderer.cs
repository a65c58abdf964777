using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Scim.Bus.Console.Pages.Connect;

/// <summary>
/// Writes the tables of a guide as <see cref="Parts.DataTable{TItem}"/> does: on narrow screens rows become cards, where each cell names
/// its column.
/// </summary>
internal sealed class GuideTableRenderer : HtmlObjectRenderer<Table>
{
    protected override void Write(HtmlRenderer renderer, Table obj)
    {
        var rows = obj.OfType<TableRow>().ToLookup(row => row.IsHeader);
        var titles = rows[true].SelectMany(row => row.OfType<TableCell>()).Select(TextOf).ToList();
        renderer.Write("<table role=\"table\"><thead role=\"rowgroup\"><tr role=\"row\">");
        foreach (var title in titles)
            renderer.Write("<th role=\"columnheader\" scope=\"col\">").WriteEscape(title).Write("</th>");
        renderer.Write("</tr></thead><tbody role=\"rowgroup\">");
        foreach (var row in rows[false])
        {
            renderer.Write("<tr role=\"row\">");
            foreach (var (title, cell) in titles.Zip(row.OfType<TableCell>()))
                WriteCell(renderer, title, cell);
            renderer.Write("</tr>");
        }

        renderer.WriteLine("</tbody></table>");
    }

    private static void WriteCell(HtmlRenderer renderer, string title, TableCell cell)
    {
        renderer.Write("<td role=\"cell\" data-title=\"").WriteEscape(title).Write("\"><div>");
        var isInParagraph = renderer.ImplicitParagraph;
        renderer.ImplicitParagraph = true;
        renderer.WriteChildren(cell);
        renderer.ImplicitParagraph = isInParagraph;
        renderer.Write("</div></td>");
    }

    private static string TextOf(TableCell cell) => string.Concat(cell.Descendants<LeafInline>().Select(inline => inline switch
    {
        LiteralInline text => text.Content.ToString(),
        CodeInline code => code.Content,
        _ => "",
    }));
}
