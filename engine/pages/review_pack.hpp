// The review pack: summary, maps, charts, tables, indicators and methods of one review, as a report in one language.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "engine/output/output.hpp"
#include "engine/pages/draw_pages.hpp"
#include "layers/report/report.hpp"

namespace diaban {

/// What a pack is made from.
struct PackSource {
    const Output& output;
    const PageMakers& makers;
};

/// The report of an output, which must outlive it: 4 to 8 pages of A4 whatever the length of the watch list (long lists
/// are cut to the areas that matter most, and the page says how many are left to tables/areas.csv).
Report review_report(const PackSource& source, Language language);

/// How much of the long lists the pack holds.
struct PackLimits {
    std::size_t reasons = 5;  ///< complex areas that are explained
    std::size_t warnings = 5;
    std::size_t rows = 44;  ///< of the table by area
    std::size_t maps = 3;
};

/// The sections, in order.
ReportSection summary_section(const Output& output, const Catalogue& words, const PackLimits& limits);
ReportSection map_section(const PackSource& source, Language language, const PackLimits& limits);
ReportSection chart_section(const Output& output, Language language);
ReportSection table_section(const Output& output, const Catalogue& words, const PackLimits& limits);
ReportSection indicator_section(const Output& output, const Catalogue& words);
ReportSection method_section(const Output& output, const Catalogue& words);

/// Writes review-vi.pdf, review-vi.html, review-en.pdf, review-en.html and figures/NAME-LANGUAGE.svg and .png into
/// `folder`, which is made. Returns the files. Throws as the pages do, and Error{kOutput, "error.map-not-written"}.
std::vector<std::filesystem::path> write_review_pack(const PackSource& source, const std::filesystem::path& folder,
                                                     Progress& progress);

}  // namespace diaban
