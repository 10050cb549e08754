#include "engine/pages/review_pack.hpp"

#include <algorithm>

#include "layers/cartography/page_file.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace fs = std::filesystem;

ReportSection map_section(const PackSource& source, Language language, const PackLimits& limits) {
    ReportSection section;
    const std::vector<std::string> available = available_pages(source.output, source.makers);
    const auto has = [&](const std::string& name) {
        return std::find(available.begin(), available.end(), name) != available.end();
    };
    const std::string change = has("review_change") ? "review_change" : "change";
    for (const std::string& name :
         {std::string("class"), change, std::string(has("hotspots") ? "hotspots" : "density")}) {
        if (has(name) && section.blocks.size() < limits.maps) {
            section.blocks.push_back(ReportMap{name, map_of({source.output, name, language}, source.makers).content});
        }
    }
    return section;
}

namespace {

constexpr std::size_t kMostPages = 8;
constexpr std::size_t kLeastRows = 12;
constexpr std::size_t kRowsAtOnce = 8;

Report report_within(const PackSource& source, Language language, const PackLimits& limits) {
    const Output& output = source.output;
    const Catalogue& words = catalogue(language);
    Report report{output.header, language, words.say("pack.theme"), {}};
    report.sections = {summary_section(output, words, limits), map_section(source, language, limits),
                       chart_section(output, language),        table_section(output, words, limits),
                       indicator_section(output, words),       method_section(output, words)};
    return report;
}

/// Whether the summary stands on its first page alone: a second page for a line or two is a page lost.
bool summary_fits(const Output& output, Language language, const PackLimits& limits) {
    const Catalogue& words = catalogue(language);
    return report_page_count(
               {output.header, language, words.say("pack.theme"), {summary_section(output, words, limits)}}) <= 1;
}

}  // namespace

Report review_report(const PackSource& source, Language language) {
    PackLimits limits;
    while (!summary_fits(source.output, language, limits) && limits.reasons + limits.warnings > 2) {
        (limits.reasons >= limits.warnings ? limits.reasons : limits.warnings) -= 1;
    }
    while (report_page_count(report_within(source, language, limits)) > kMostPages &&
           (limits.rows > kLeastRows || limits.maps > 1)) {
        if (limits.rows > kLeastRows) {
            limits.rows -= kRowsAtOnce;
        } else {
            --limits.maps;
        }
    }
    return report_within(source, language, limits);
}

std::vector<fs::path> write_review_pack(const PackSource& source, const fs::path& folder, Progress& progress) {
    progress.begin("step.write-pack", 6);
    make_page_folder(folder / "figures");
    std::vector<fs::path> files;
    const auto write = [&](const fs::path& file, const std::string& bytes) {
        write_page(bytes, file);
        files.push_back(file);
        progress.throw_if_cancelled();
    };
    for (const Language language : {Language::kVietnamese, Language::kEnglish}) {
        const Report report = review_report(source, language);
        const std::string code(language_code(language));
        write(folder / ("review-" + code + ".pdf"), report_pdf(report));
        progress.advance(1);
        write(folder / ("review-" + code + ".html"), report_html(report));
        progress.advance(1);
        for (const ReportFile& figure : report_figures(report)) {
            const fs::path name(figure.name);
            write(folder / "figures" / (name.stem().string() + "-" + code + name.extension().string()), figure.bytes);
        }
        progress.advance(1);
    }
    return files;
}

}  // namespace diaban
