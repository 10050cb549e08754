// A report as values: sections of paragraphs, tables, figures and maps. One description becomes a PDF, an HTML page and
// figures.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "layers/cartography/map_page.hpp"

namespace diaban {

enum class ParagraphKind { kBody, kLead, kNote, kWarning };

struct ReportParagraph {
    std::string text;
    ParagraphKind kind = ParagraphKind::kBody;
};

enum class CellAlign { kLeft, kRight };

/// One column: heading, share of the width (any positive numbers), alignment.
struct ReportColumn {
    std::string heading;
    double share = 1.0;
    CellAlign align = CellAlign::kLeft;
};

/// Rows have one cell a column. `mark` is empty or has one colour a row, shown as a small square before the first cell.
struct ReportTable {
    std::string caption;
    std::vector<ReportColumn> columns;
    std::vector<std::vector<std::string>> rows;
    std::vector<AreaStyle> marks = {};
};

/// A picture drawn into a box of the page's width and `height` points. `name` is its file name without ending.
struct ReportFigure {
    std::string name;
    std::string caption;
    double height = 200.0;
    std::function<void(Typesetter&, const PageBox&)> draw;
};

/// A map on a page of its own.
struct ReportMap {
    std::string name;
    std::function<MapContent(const PageOptions&)> content;
};

using ReportBlock = std::variant<ReportParagraph, ReportTable, ReportFigure, ReportMap>;

struct ReportSection {
    std::string heading;
    std::vector<ReportBlock> blocks;
    bool new_page = false;
};

struct Report {
    const ReviewHeader& header;
    Language language = Language::kVietnamese;
    std::string theme;  ///< "Hồ sơ rà soát"
    std::vector<ReportSection> sections;
};

/// Width that figures and tables have on an A4 page, in points.
double report_width();

/// A4 portrait; every page carries title, windows, marking and its number; rows of a table are never cut, its headings
/// stand on each page it reaches. The same report gives the same bytes. O(blocks). Throws as `render_page`.
std::string report_pdf(const Report& report);

/// How many pages `report_pdf` gives it.
std::size_t report_page_count(const Report& report);

/// One page without any outside file: figures as SVG, maps as PNG of 150 dots an inch, all in the page itself. Whatever
/// stands in a text is text: it never becomes markup. Windows and run are left out where the header has none.
std::string report_html(const Report& report);

/// Every figure and map as a file of its own: name with ending, bytes. SVG and PNG (300 dots an inch), which Word and
/// PowerPoint take.
struct ReportFile {
    std::string name;
    std::string bytes;
};
std::vector<ReportFile> report_figures(const Report& report);

}  // namespace diaban
