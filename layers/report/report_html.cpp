#include <fmt/format.h>

#include "layers/report/report.hpp"
#include "layers/report/report_picture.hpp"
#include "layers/text/xml_text.hpp"

namespace diaban {

namespace {

constexpr double kScreenResolution = 150.0;

/// RFC 4648.
std::string base64(const std::string& bytes) {
    static constexpr char kLetters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned group = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            group = (group << 8) | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            text += i + k <= bytes.size() ? kLetters[(group >> (18 - 6 * k)) & 63u] : '=';
        }
    }
    return text;
}

std::string css_colour(const Colour& colour) {
    return fmt::format("rgb({:.0f},{:.0f},{:.0f})", 255.0 * colour.red, 255.0 * colour.green, 255.0 * colour.blue);
}

constexpr char kStyle[] =
    "body{font:15px/1.45 'Noto Sans','Segoe UI',Arial,sans-serif;color:#111;max-width:62rem;margin:1.5rem "
    "auto;padding:0 1rem}"
    "h1{font-size:1.5rem;margin:.2rem 0}h2{font-size:1.15rem;margin:1.6rem 0 "
    ".4rem}.lead{font-weight:600;font-size:1.05rem}"
    ".note{font-size:.85rem;color:#444}.warning{color:#9e0d0d;font-weight:600}"
    ".marking{float:right;border:2px solid #9e0d0d;color:#9e0d0d;font-weight:700;padding:.3rem .8rem}"
    "table{border-collapse:collapse;width:100%;font-size:.85rem;margin:.4rem "
    "0}caption{text-align:left;font-weight:600;padding:.2rem 0}"
    "th,td{border-bottom:1px solid #bbb;padding:.15rem .4rem;vertical-align:top;text-align:left}th{background:#eee}"
    ".r{text-align:right;font-variant-numeric:tabular-nums}.k{display:inline-block;width:.9em;height:.7em;border:1px "
    "solid #000;margin-right:.4em}"
    "figure{margin:.8rem 0}figcaption{font-weight:600}img{max-width:100%;height:auto}@media "
    "print{body{margin:0}h2{break-after:avoid}tr,figure{break-inside:avoid}}";

class Writer {
public:
    explicit Writer(const Report& report) : m_report(report) {}

    void operator()(const ReportParagraph& paragraph) {
        const char* kind = paragraph.kind == ParagraphKind::kLead      ? " class=\"lead\""
                           : paragraph.kind == ParagraphKind::kNote    ? " class=\"note\""
                           : paragraph.kind == ParagraphKind::kWarning ? " class=\"warning\""
                                                                       : "";
        m_page += fmt::format("<p{}>{}</p>\n", kind, xml_text(paragraph.text));
    }
    void operator()(const ReportTable& table) {
        m_page += "<table>" + (table.caption.empty() ? "" : "<caption>" + xml_text(table.caption) + "</caption>") +
                  "<thead><tr>";
        for (const ReportColumn& column : table.columns) {
            m_page += fmt::format("<th{}>{}</th>", side(column), xml_text(column.heading));
        }
        m_page += "</tr></thead><tbody>\n";
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            m_page += "<tr>";
            for (std::size_t c = 0; c < table.columns.size(); ++c) {
                const std::string mark = c == 0 && row < table.marks.size()
                                             ? fmt::format("<span class=\"k\" style=\"background:{}\"></span>",
                                                           css_colour(table.marks[row].fill))
                                             : "";
                m_page += fmt::format("<td{}>{}{}</td>", side(table.columns[c]), mark, xml_text(table.rows[row][c]));
            }
            m_page += "</tr>\n";
        }
        m_page += "</tbody></table>\n";
    }
    void operator()(const ReportFigure& figure) {
        picture(figure.caption, "svg+xml", figure_picture(m_report, figure, MapFormat::kSvg));
    }
    void operator()(const ReportMap& map) {
        const PageOptions options{PageSize::kA4, PageOrientation::kLandscape, MapFormat::kPng, m_report.language};
        picture(map.content(options).theme, "png", map_picture(m_report, map, MapFormat::kPng, kScreenResolution));
    }

    std::string page() {
        const Catalogue& words = catalogue(m_report.language);
        const ReviewHeader& header = m_report.header;
        m_page = fmt::format(
            "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
            "content=\"width=device-width\">"
            "<title>{}</title><style>{}</style></head><body>\n",
            language_code(m_report.language), xml_text(header.title), kStyle);
        if (!header.marking.empty()) {
            m_page += "<div class=\"marking\">" + xml_text(header.marking) + "</div>\n";
        }
        m_page += fmt::format("<h1>{}</h1>\n<p>{}{}</p>\n", xml_text(header.title), xml_text(m_report.theme),
                              header.unit.empty() ? "" : " – " + xml_text(header.unit));
        if (header.current != TimeWindow{}) {
            (*this)(ReportParagraph{words.say("map.windows", {{"current", words.window(header.current)},
                                                              {"baseline", words.window(header.baseline)}}),
                                    ParagraphKind::kNote});
        }
        if (header.split_forced) {
            (*this)(ReportParagraph{words.say("map.split-forced"), ParagraphKind::kWarning});
        }
        for (const ReportSection& section : m_report.sections) {
            if (!section.heading.empty()) {
                m_page += "<h2>" + xml_text(section.heading) + "</h2>\n";
            }
            for (const ReportBlock& block : section.blocks) {
                std::visit(*this, block);
            }
        }
        if (!header.run_id.empty()) {
            (*this)(ReportParagraph{words.say("map.footer", {{"theme", m_report.theme}, {"run", header.run_id}}),
                                    ParagraphKind::kNote});
        }
        return m_page + "</body></html>\n";
    }

private:
    static const char* side(const ReportColumn& column) {
        return column.align == CellAlign::kRight ? " class=\"r\"" : "";
    }
    void picture(const std::string& caption, const char* type, const std::string& bytes) {
        m_page += fmt::format(
            "<figure><figcaption>{}</figcaption><img alt=\"{}\" src=\"data:image/{};base64,{}\"></figure>\n",
            xml_text(caption), xml_text(caption), type, base64(bytes));
    }

    const Report& m_report;
    std::string m_page;
};

}  // namespace

std::string report_html(const Report& report) {
    return Writer(report).page();
}

}  // namespace diaban
