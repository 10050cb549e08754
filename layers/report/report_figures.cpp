#include "layers/report/report.hpp"
#include "layers/report/report_picture.hpp"

namespace diaban {

std::string figure_picture(const Report& report, const ReportFigure& figure, MapFormat format) {
    constexpr double kEdge = 6.0;
    Canvas canvas({report_width() + 2.0 * kEdge, figure.height + 2.0 * kEdge}, format,
                  document_information(report.header, figure.caption));
    Typesetter text(canvas.context());
    figure.draw(text, {kEdge, kEdge, report_width(), figure.height});
    return canvas.finish();
}

std::string map_picture(const Report& report, const ReportMap& map, MapFormat format, double resolution) {
    const PageOptions options{PageSize::kA4, PageOrientation::kLandscape, format, report.language};
    const MapContent content = map.content(options);
    Canvas canvas(paper_size(options.size, options.orientation), format,
                  document_information(content.header, content.theme), resolution);
    draw_map_page(canvas, content, options, {});
    return canvas.finish();
}

std::vector<ReportFile> report_figures(const Report& report) {
    std::vector<ReportFile> files;
    for (const ReportSection& section : report.sections) {
        for (const ReportBlock& block : section.blocks) {
            if (const auto* figure = std::get_if<ReportFigure>(&block)) {
                files.push_back({figure->name + ".svg", figure_picture(report, *figure, MapFormat::kSvg)});
                files.push_back({figure->name + ".png", figure_picture(report, *figure, MapFormat::kPng)});
            }
        }
    }
    return files;
}

}  // namespace diaban
