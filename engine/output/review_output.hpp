// What an output folder holds, as values: everything that maps, charts and the review pack are made from. A run fills
// it from memory, `diaban map` from the files; both give the same pages.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/project/project.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/model/raster.hpp"
#include "layers/model/review.hpp"

namespace diaban {

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
    std::optional<std::array<std::size_t, 4>>
        year;  ///< to be turned around, turned around, passed before, not relapsed
    std::vector<std::pair<std::string, double>>
        same_class;  ///< variant of the sensitivity study, share of areas that keep their class
    std::vector<std::string> warnings_vi;
    std::vector<std::string> warnings_en;
};

/// A name in both languages.
struct NamedInWords {
    std::string name;
    std::string vi;
    std::string en;

    [[nodiscard]] const std::string& say(Language language) const {
        return language == Language::kVietnamese ? vi : en;
    }
};

struct ReviewTheme {
    NamedInWords name;
    std::string level;                  ///< empty: of the areas
    std::vector<NamedInWords> classes;  ///< code and label, from the gravest
};

struct ReviewOutput {
    ReviewHeader header;
    ReviewFigures figures;
    Language language = Language::kVietnamese;
    MapsSection maps;
    std::vector<ReviewTheme> themes;
    std::vector<std::pair<std::string, std::string>>
        level_labels;  ///< level, label; these two as the project gives them
    std::vector<std::pair<std::string, std::string>> overlay_labels;
    FeatureLayer areas;
    FeatureLayer area_periods;
    std::optional<FeatureLayer> incident_hours;
    std::optional<FeatureLayer> isolines;  ///< lines with column `density_per_km2`
    std::optional<FeatureLayer> hotspots;
    std::optional<FeatureLayer> cells;
    std::vector<FeatureLayer> overlays;  ///< layers named overlay_*
    std::vector<FeatureLayer> levels;    ///< layers named level_*
    std::optional<FeatureLayer> cameras;
    std::optional<FeatureLayer> views;
    std::optional<FeatureLayer> sweep;
    std::string camera_record;  ///< `cameras` of run.json as text; empty without a plan
    std::string sweep_record;   ///< text of sweep.json; empty without a plan
    std::optional<Raster> density;
    std::optional<Raster> density_baseline;
};

/// Header, figures and choices from the text of run.json; layers are left empty. Throws Error{kInput,
/// "error.output-damaged"}.
ReviewOutput review_output_from_manifest(const std::string& manifest, const std::string& file);

/// Puts each layer in its place by its name; layers that no page reads are passed over.
void take_layers(ReviewOutput& output, const std::vector<FeatureLayer>& layers);

/// Everything that the folder of a run holds. Throws Error{kInput}: error.not-an-output (no run.json),
/// error.output-damaged, and those of `read_layer` and `read_raster`.
ReviewOutput read_review_output(const std::filesystem::path& folder);

/// A surface as it comes back from a file of 32-bit numbers, so that pages drawn from memory and from the file are the
/// same.
Raster as_written(Raster raster, bool float64);

}  // namespace diaban
