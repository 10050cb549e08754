// What evaluate is asked for.
#pragma once

#include <string>

#include "engine/input/dated_point_sources.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

class OptionTable;
struct StudySection;

/// How sides of different size are compared: counts as they are, or the control's weighted by area.
enum class SideComparison { kCounts, kByArea };

struct EvaluateOptions {
    DatedPointSources sources;
    std::string treated;
    std::string control;
    std::string displacement;          ///< rings around the treated places; may be empty
    std::string control_displacement;  ///< rings around the controls; may be empty
    TimeWindow before;
    TimeWindow after;
    SideComparison comparison = SideComparison::kCounts;
    bool include_detected = false;
    unsigned threads = 0;
};

/// The keys of [evaluate]; the flags but for those of the points (dated_point_options).
const OptionTable& evaluate_options();

/// [evaluate] of a project.
StudySection evaluate_section();

}  // namespace diaban
