// `diaban evaluate`: did the sweep work, compared with places fixed beforehand?
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/evaluate/cooling.hpp"
#include "engine/evaluate/placebo.hpp"
#include "engine/evaluate/weighted_difference.hpp"
#include "engine/input/point_input.hpp"
#include "engine/studies/evaluate/options.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

struct EvaluateRequest {
    EvaluateOptions options;
    std::filesystem::path output;  ///< .json
    std::string command;
};

/// One side: its places and the days of their incidents.
struct EvaluatedSide {
    std::vector<std::string> name;
    std::vector<double> area_km2;
    std::vector<std::vector<double>> days;  ///< by place, ascending

    [[nodiscard]] double total_km2() const;
    [[nodiscard]] BeforeAfter counts(const TimeWindow& before, const TimeWindow& after) const;
};

/// The same comparison with another window before.
struct OtherWindow {
    const char* name = "";  ///< "just_before", "year_before"
    TimeWindow before;
    BeforeAfter treated;
    BeforeAfter control;
    Difference difference;
};

/// Of an incident: in no place in question, in a control or its ring, in a treated place or its ring.
enum class ComparedSide : std::uint8_t { kNone, kControl, kTreated };

/// What was to be expected of both sides without action.
struct Cooling {
    LikePlaces like;
    ExpectedSides expected;
    double treated_change = 0.0;  ///< expected after less before, in days of the after window
    double control_change = 0.0;
    Difference beyond;
};

struct Evaluation {
    EvaluatedSide treated;
    EvaluatedSide control;
    std::optional<EvaluatedSide> ring;
    std::optional<EvaluatedSide> control_ring;
    DifferenceInput input;
    Difference poisson;  ///< treated against control, Poisson errors
    PlaceboResult placebo;
    Difference calibrated;  ///< the same with the dispersion of the placebo dates
    std::optional<Difference> with_rings;
    std::optional<Quotient> quotient;
    std::vector<Difference> sites;  ///< each treated place against its share of the controls
    std::vector<OtherWindow> others;
    std::vector<ComparedSide> role;  ///< by incident
    std::optional<Cooling> cooling;
    VerdictState verdict = VerdictState::kCannotTell;
};

struct EvaluateSummary {
    PointInput points;
    Evaluation evaluation;
    std::string sentence_vi;
    std::string sentence_en;
    std::vector<Finding> findings;
};

/// [from, to) of a window of whole days.
DayWindow day_window(const TimeWindow& window);

/// Throws Error{kUsage}: error.evaluate-output, error.evaluate-windows (the after window begins before the before
/// window ends); Error{kInput}: error.evaluate-no-places, error.evaluate-outside (a window wholly outside the data),
/// those of the readers.
EvaluateSummary run_evaluate(const EvaluateRequest& request, Progress& progress);

/// The same on points that are read already; nothing is written.
EvaluateSummary evaluate_points(const EvaluateOptions& options, PointInput points, Progress& progress);

}  // namespace diaban
