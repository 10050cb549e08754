#include "engine/pipeline/camera_options.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

#include "layers/model/error.hpp"

namespace diaban {

namespace {

void require_range(const char* option, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
        throw Error(ErrorCode::kInput, "error.option-out-of-range",
                    {{"option", option}, {"value", fmt::format("{}", value)}, {"range", fmt::format("{} .. {}", low, high)}});
    }
}

double pixels_per_metre(CameraTask task) {
    switch (task) {
        case CameraTask::kDetect: return 25.0;
        case CameraTask::kObserve: return 62.0;
        case CameraTask::kRecognise: return 125.0;
        case CameraTask::kIdentify: return 250.0;
    }
    return 25.0;
}

}  // namespace

double reach_in_force(const CameraOptions& options) {
    if (!options.task) {
        return options.reach_m;
    }
    const double half_lens = 0.5 * options.lens_deg * std::numbers::pi / 180.0;
    return options.pixels / (2.0 * std::tan(half_lens) * pixels_per_metre(*options.task));
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
    if (options.field_of_view_deg) {
        require_range("--field-of-view-deg", *options.field_of_view_deg, 1.0, 360.0);
    }
    if (options.max_overlap) {
        require_range("--max-overlap", *options.max_overlap, 0.0, 1.0);
    }
}

}  // namespace diaban
