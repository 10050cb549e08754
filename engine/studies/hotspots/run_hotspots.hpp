// `diaban hotspots`: from a source of areas or points to a layer of local statistics.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "engine/studies/hotspots/options.hpp"
#include "layers/model/crs_id.hpp"
#include "layers/model/periods.hpp"
#include "layers/model/progress.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// What is read. Field names are empty where none is used.
struct HotspotSources {
    std::string areas;  ///< FILE, FILE:layer or PG:; may be empty with points and cells
    std::string points;
    std::string value;       ///< field of areas that is analysed, in place of points
    std::string population;  ///< field of areas, for rates
    std::string id;          ///< field of areas; empty: row numbers
    std::string name;
    std::string x;  ///< with y: fields of a table of points
    std::string y;
    std::string weight;  ///< field of points
    std::string time;    ///< field of points, needed for `from` and `to`
    std::optional<LocalDay> from;
    std::optional<LocalDay> to;
    std::string where;           ///< of points, or of areas where no points are given
    CrsId declared_crs;          ///< of every source that carries none, and of x and y
    CrsId analysis_crs;          ///< empty: chosen from the extent
    bool drop_personal = false;  ///< columns with persons' data are dropped instead of being refused
};

struct HotspotOptions {
    HotspotSources sources;
    HotspotMethod method;
    /// Any vector format that is written, by its extension; replaced when the run succeeds.
    std::filesystem::path output;
    std::filesystem::path save_weights;  ///< empty: not saved; .gal or .gwt
    Language language = Language::kVietnamese;
};

/// The flags beside those of the method (hotspot_options).
const OptionTable& hotspot_command_options();

/// Reads, computes, writes layer `hotspots` with the fields of the contract. Throws Error for everything that cannot be
/// as asked; nothing is written then, and an older output stays.
HotspotSummary run_hotspots(const HotspotOptions& options, Progress& progress);

}  // namespace diaban
