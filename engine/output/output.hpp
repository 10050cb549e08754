// What a run gives, as one value: layers, surfaces, record. Everything that leaves the program is made from it: GeoPackage, tables,
// rasters, maps, pack, page, run.json. A run fills it from memory, `diaban map` from the files; both give the same pages.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/output/layer_kind.hpp"
#include "engine/project/project.hpp"
#include "layers/base/json_value.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/raster.hpp"
#include "layers/model/review.hpp"

namespace diaban {

/// Named values that are said beside a layer: "objective", "upper_bound", "gap".
using LayerFacts = std::vector<std::pair<std::string, std::string>>;

/// Whether the rows of a layer are the places of single incidents, which the page shows only where [privacy] allows it.
enum class ShowsPlaces { kOfAreas, kOfSingleIncidents };

struct OutputLayer {
    FeatureLayer layer;
    TwoLanguages title = {};  ///< on the page; empty: the kind's
    LayerFacts facts = {};
    ShowsPlaces places = ShowsPlaces::kOfAreas;
};

/// A surface of the review and the file it is written into.
struct Surface {
    std::string name;     ///< of the file: "density"
    std::string window;   ///< on the page: "current", "baseline", "change"
    std::string band;     ///< name of the raster's band: "density_per_km2"
    std::string classes;  ///< name of the file that holds its classes in the colours of the printed map; empty: none
    LayerFacts metadata;
    Raster raster;
};

/// A text file of the output: "rejects.csv", "tables/register.csv".
struct OutputText {
    std::string file;
    std::string text;
};

/// What run.json says beyond the header.
struct ReviewFigures {
    std::array<std::size_t, 3> split{};  ///< stable, contained, complex
    std::size_t borderline = 0;
    std::uint64_t incidents_baseline = 0;
    std::uint64_t incidents_current = 0;
    std::uint64_t outside_areas = 0;  ///< in either window, with coordinates in no area
    std::uint64_t rows_read = 0;
    std::uint64_t rows_rejected = 0;
    double reference_rate = 0.0;  ///< of the whole list, per unit of exposure and year
    bool by_residents = true;     ///< else by area
    bool only_reported = false;   ///< police-detected incidents left out of the classes
    double elevated_above = 1.2;
    double brought_down_below = 0.8;
    double cell_m = 0.0;
    /// To be turned around, turned around, passed before, not relapsed.
    std::optional<std::array<std::size_t, 4>> year;
    /// Variant of the sensitivity study, share of areas that keep their class.
    std::vector<std::pair<std::string, double>> same_class;
    std::vector<TwoLanguages> warnings;
};

/// A code of the project and its label.
struct Labelled {
    std::string name;
    TwoLanguages label;
};

struct ReviewTheme {
    Labelled name;
    std::string level;              ///< empty: of the areas
    std::vector<Labelled> classes;  ///< code and label, from the gravest
};

struct Output {
    /// run.json without what differs from run to run.
    Json record;
    // What the record says, read once.
    ReviewHeader header;
    ReviewFigures figures;
    Language language = Language::kVietnamese;
    MapsSection maps;
    bool float64 = false;         ///< rasters are written with 64 bits
    bool show_incidents = false;  ///< [privacy]: single incidents may stand on the page
    std::vector<ReviewTheme> themes;
    /// Level or overlay and its label as the project gives it; empty where it gives none.
    std::vector<std::pair<std::string, std::string>> level_labels;
    std::vector<std::pair<std::string, std::string>> overlay_labels;

    std::vector<OutputLayer> layers;
    std::vector<Surface> surfaces;
    std::vector<OutputText> texts;
    /// Records of studies: what each was asked, read and found; by the study's name.
    std::map<std::string, Json> studies;

    /// The layer of that kind, null where the run has none.
    [[nodiscard]] const FeatureLayer* find(const LayerKind& kind) const;
    /// Layers of a family, in order.
    [[nodiscard]] std::vector<const FeatureLayer*> family(const LayerKind& kind) const;
    /// The layer of areas; without rows where nothing was computed.
    [[nodiscard]] const FeatureLayer& areas() const;
    /// The table of area and window; without rows where nothing was computed.
    [[nodiscard]] const FeatureLayer& area_periods() const;
    [[nodiscard]] const Surface* surface(const std::string& name) const;
    /// The record of a study, null where it does not belong to the run.
    [[nodiscard]] const Json* study(const std::string& name) const;
};

/// An output with its record and what it says; layers, surfaces and texts are left empty. `file` is named where something is missing.
/// Throws Error{kInput, "error.output-damaged"}.
Output output_of_record(Json record, const std::string& file);

/// A window with its first and last day and how many days it has.
Json window_record(const TimeWindow& window);

/// Findings as the record holds them: severity, key and the sentence in both languages.
Json findings_record(const std::vector<Finding>& findings);

/// "evidence 2 (b37aefa49b4e)", with " *" before the hash where the project changed thresholds, and " forced-split" after it: a code,
/// in no language.
std::string rule_summary(const ReviewHeader& header);

/// A surface as it comes back from a file of 32-bit numbers, so that pages drawn from memory and from the file are the same.
Raster as_written(Raster raster, bool float64);

}  // namespace diaban
