// Where the lattice of boxes begins and how it is turned: chosen so that the boxes lie well on past incidents.
//
// Candidates are 4 x 4 shifts by quarters of a side and turns by 0, 15, ..., 75 degrees (a turn by 90 is the same
// lattice). The one whose fullest boxes, as many as the budget, hold the most past events wins, each event counting
// 2^(-age / 720 days); ties go to the first, which is the plain lattice. Only events before `day` are looked at, the
// newest 200,000. O(candidates x events log events).
#pragma once

#include "engine/sweep/sweep_history.hpp"

namespace diaban {

/// A point in the frame: the point turned by -`turn_deg` about the CRS's origin, less the shift.
struct BoxFrame {
    double turn_deg = 0.0;
    double shift_x = 0.0;
    double shift_y = 0.0;

    [[nodiscard]] ProjectedPoint to_frame(ProjectedPoint p) const;
    [[nodiscard]] ProjectedPoint to_map(ProjectedPoint p) const;
    friend bool operator==(const BoxFrame&, const BoxFrame&) = default;
};

struct BoxFrameChoice {
    BoxFrame frame;
    double share = 0.0;        ///< of the weighted past events in the fullest boxes
    double plain_share = 0.0;  ///< the same of the plain lattice
};

/// `points` in the map's plane, `days` beside them in any order.
struct FrameHistory {
    const std::vector<ProjectedPoint>& points;
    const std::vector<double>& days;
    double before_day = 0.0;
};
BoxFrameChoice choose_box_frame(const FrameHistory& history, Metres side, std::size_t boxes, unsigned threads);

}  // namespace diaban
