#include "engine/studies/cameras/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <sstream>

#include "layers/model/error.hpp"
#include "layers/read/number_text.hpp"

namespace diaban {

namespace {

void require_range(const char* option, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
        throw Error(
            ErrorCode::kInput, "error.option-out-of-range",
            {{"option", option}, {"value", fmt::format("{}", value)}, {"range", fmt::format("{} .. {}", low, high)}});
    }
}

double pixels_per_metre(CameraTask task) {
    switch (task) {
        case CameraTask::kDetect:
            return 25.0;
        case CameraTask::kObserve:
            return 62.0;
        case CameraTask::kRecognise:
            return 125.0;
        case CameraTask::kIdentify:
            return 250.0;
    }
    return 25.0;
}

std::vector<std::string> parts_of(const std::string& text) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, ',');) {
        parts.push_back(part);
    }
    return parts;
}

void exclude_one_another(bool one, const char* first, bool other, const char* second) {
    if (one && other) {
        throw Error(ErrorCode::kUsage, "error.cameras-together", {{"first", first}, {"second", second}});
    }
}

void needs(bool given, const char* option, bool there, const char* other) {
    if (given && !there) {
        throw Error(ErrorCode::kUsage, "error.cameras-needs", {{"option", option}, {"other", other}});
    }
}

void validate_combinations(const CameraOptions& options) {
    const bool matrix = !options.distances.empty();
    exclude_one_another(matrix, "--distances", options.field_of_view_deg && *options.field_of_view_deg < 360.0,
                        "--field-of-view-deg");
    exclude_one_another(matrix, "--distances", !options.buildings.empty(), "--buildings");
    exclude_one_another(matrix, "--distances", !options.terrain.empty(), "--terrain");
    exclude_one_another(matrix, "--distances", options.spread_m > 0.0, "--spread-m");
    exclude_one_another(!options.must_cover.empty(), "--must-cover", options.model == SitingModel::kMedian,
                        "--model p-median");
    exclude_one_another(options.spread_m > 0.0, "--spread-m", !options.time_field.empty(), "--time");
    needs(matrix, "--distances", !options.candidates.empty(), "--candidates");
    needs(matrix, "--distances", options.demand_kind == DemandKind::kSource, "a DEMAND of points");
    const bool points = options.demand_kind == DemandKind::kSource || options.demand_kind == DemandKind::kRunIncidents;
    const bool of_run = options.demand_kind == DemandKind::kRunIncidents;
    needs(!options.hours.empty(), "--hours", points && (of_run || !options.time_field.empty()), "--time");
    needs(options.from || options.to, "--from/--to", points && !options.time_field.empty(), "--time");
    needs(!options.categories.empty(), "--categories", points && (of_run || !options.category_field.empty()),
          "--category");
    const bool from_file = options.demand_kind == DemandKind::kSource || options.demand_kind == DemandKind::kRaster;
    needs(!options.class_weights.empty(), "--class-weights", !from_file || !options.class_field.empty(), "--class");
    needs(!options.bonus_values.empty(), "--bonus-values", !options.bonus_field.empty(), "--bonus");
}

}  // namespace

double reach_in_force(const CameraOptions& options) {
    if (!options.task) {
        return options.reach_m;
    }
    const double half_lens = 0.5 * options.lens_deg * std::numbers::pi / 180.0;
    return options.pixels / (2.0 * std::tan(half_lens) * pixels_per_metre(*options.task));
}

std::vector<HourRange> parse_hours(const std::string& text) {
    std::vector<HourRange> ranges;
    for (const std::string& part : parts_of(text)) {
        HourRange range;
        int read = 0;
        const bool good = std::sscanf(part.c_str(), " %2d - %2d %n", &range.from, &range.to, &read) == 2 &&
                          static_cast<std::size_t>(read) == part.size() && range.from >= 0 && range.from <= 23 &&
                          range.to >= 0 && range.to <= 24 && range.from != range.to;
        if (!good) {
            throw Error(ErrorCode::kInput, "error.cameras-hours", {{"value", part}});
        }
        ranges.push_back(range);
    }
    if (ranges.empty()) {
        throw Error(ErrorCode::kInput, "error.cameras-hours", {{"value", text}});
    }
    return ranges;
}

std::map<std::string, double> parse_factors(const std::string& option, const std::string& text) {
    std::map<std::string, double> factors;
    for (const std::string& part : parts_of(text)) {
        const std::size_t equals = part.rfind('=');
        const auto value = equals == std::string::npos ? std::nullopt : parse_decimal(part.substr(equals + 1));
        if (!value || equals == 0 || !std::isfinite(*value) || *value < 0.0) {
            throw Error(ErrorCode::kInput, "error.cameras-factors", {{"option", option}, {"value", part}});
        }
        factors[part.substr(0, equals)] = *value;
    }
    return factors;
}

bool is_raster_name(const std::string& source) {
    const std::string ending = std::filesystem::path(source).extension().string();
    return ending == ".tif" || ending == ".tiff" || ending == ".vrt" || ending == ".asc" || ending == ".img" ||
           ending == ".TIF";
}

void validate(const CameraOptions& options) {
    if (options.model != SitingModel::kSetCover) {
        if (options.count && options.budget) {
            throw Error(ErrorCode::kUsage, "error.cameras-two-goals", {});
        }
        if (!options.count && (!options.budget || options.model == SitingModel::kMedian)) {
            throw Error(ErrorCode::kUsage, "error.cameras-goal-needed", {});
        }
    }
    validate_combinations(options);
    constexpr double kLeastReach = 1.0;
    constexpr double kMostReach = 100000.0;
    if (!(options.reach_m >= kLeastReach && options.reach_m <= kMostReach)) {
        throw Error(ErrorCode::kInput, "error.cameras-reach", {{"value", fmt::format("{}", options.reach_m)}});
    }
    if (options.budget) {
        require_range("--budget", *options.budget, 0.0, 1e15);
    }
    require_range("--pixels", options.pixels, 100.0, 100000.0);
    require_range("--lens-deg", options.lens_deg, 1.0, 179.0);
    require_range("--time-limit-s", options.time_limit_s, 0.1, 1e6);
    require_range("--backup-share", options.backup_share, 0.0, 1.0);
    require_range("--mast-m", options.mast_m, 0.1, 200.0);
    require_range("--eye-m", options.eye_m, 0.0, 200.0);
    require_range("--hot-share", options.hot_share, 0.01, 0.99);
    require_range("--road-step-m", options.road_step_m, 0.0, 1e6);
    require_range("--grid-m", options.grid_m, 0.0, 1e6);
    require_range("--spread-m", options.spread_m, 0.0, 1e6);
    if (options.field_of_view_deg) {
        require_range("--field-of-view-deg", *options.field_of_view_deg, 1.0, 360.0);
    }
    if (options.max_overlap) {
        require_range("--max-overlap", *options.max_overlap, 0.0, 1.0);
    }
}

}  // namespace diaban
