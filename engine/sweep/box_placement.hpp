// Boxes laid where they hold the most expected incidents, each at a place of its own and none over another.
//
// A lattice cuts through places that belong together, however it is shifted and turned. Here a surface of expected
// incidents (some at the very spots of past ones, some smoothed around them) is summed over every square whose corner
// lies on a twelfth of a side, and squares are taken greedily: the fullest first, then the fullest that overlaps none
// of those taken. Squares lie wholly on whole boxes of the lattice, or are a box of the lattice as it is, cut by the
// border; so areas are known and the rest of the lattice can be told.
//
// The fullest of many squares promises more than it keeps: expected counts are to be calibrated on earlier days' boxes.
//
// O(events + sub-cells + looked-at places x 144 x (1 + boxes lost to overlap)). After Mohler and Porter 2018,
// doi:10.1002/sam.11389 (a grid turned and shifted to maximise PAI), taken one step further.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "engine/sweep/budget.hpp"
#include "engine/sweep/place_lattice.hpp"

namespace diaban {

inline constexpr int kPlacementSteps = 12;  ///< positions along a side

/// Expected incidents: `own[e]` at the very spot of event e, and for each bandwidth weights that are smoothed. A square
/// holds their sum S. Where `around` is given, it is worth
///
///     V = S^(1/2) [M (O + 0.02 M)]^(1/4)
///
/// M what the square holds of `around`, smoothed by 300 m, O of `recent` at its very spots: a place is believed where
/// its neighbourhood and its own last incidents bear out what the sum says. A rule that was found by trial (sweep.md), in
/// the spirit of a gamma-Poisson rate, which draws a place's own count to its neighbourhood's.
struct ExpectedSurface {
    std::vector<double> own;
    std::vector<std::pair<double, std::vector<double>>> smoothed;  ///< bandwidth in metres, weight of each event
    double even_per_km2 = 0.0;
    std::vector<double> around;  ///< one weight an event, or none
    std::vector<double> recent;  ///< as long as `around`
};

/// A square of the lattice's side whose south-west corner lies `right` and `up` twelfths of a side from that of the
/// lattice box `place`.
struct PlacedBox {
    std::uint32_t place = 0;
    int right = 0;
    int up = 0;
    double weight = 0.0;  ///< V: what boxes are ranked and calibrated by
    double area_km2 = 0.0;
    double expected = 0.0;  ///< S, incidents; calibrated where earlier days are known
    friend bool operator==(const PlacedBox&, const PlacedBox&) = default;
};

class FreeBoxes {
public:
    /// `points` are the events that the surface speaks of, `places` their boxes (kNoPlace outside). Boxes only:
    /// PlaceShape::kBoxes. All arguments must outlive the placement.
    FreeBoxes(const PlaceLattice& lattice, std::span<const ProjectedPoint> points,
              std::span<const std::uint32_t> places, const ExpectedSurface& surface);

    /// Greedy choice with corners in the boxes `looked_at` and their western and southern neighbours; as many as the
    /// budget takes. Ties go to the lower place, then the lower row and column.
    [[nodiscard]] std::vector<PlacedBox> fill(const std::vector<std::uint32_t>& looked_at,
                                              const SweepBudget& budget) const;

    /// V of a square, wherever it came from.
    [[nodiscard]] double weight(const PlacedBox& box) const;

    /// What is left of each place's expected incidents under the boxes: its share, for places that a box touches.
    [[nodiscard]] std::map<std::uint32_t, double> left_shares(const std::vector<PlacedBox>& boxes) const;

private:
    struct Corner;
    /// One additive surface: sub-cells, and what lies at the spots of events.
    struct Layer {
        const std::vector<double>* fine = nullptr;
        const std::vector<double>* own = nullptr;
        double even_per_km2 = 0.0;
    };
    [[nodiscard]] std::vector<double> steps_over(std::uint32_t place, const Layer& layer) const;
    [[nodiscard]] std::vector<double> squares_over(std::uint32_t place, const Layer& layer) const;
    [[nodiscard]] Layer sum_layer() const { return {&m_fine, &m_surface.own, m_surface.even_per_km2}; }
    [[nodiscard]] std::vector<double> values_over(std::uint32_t place) const;
    [[nodiscard]] bool may_move(std::uint32_t place, int right, int up) const;

    const PlaceLattice& m_lattice;
    std::span<const ProjectedPoint> m_points;
    const ExpectedSurface& m_surface;
    std::vector<double> m_fine;             ///< sub-cells
    std::vector<double> m_around;           ///< sub-cells; empty where the surface has no `around`
    std::vector<std::uint32_t> m_place_of;  ///< lattice cell -> place or kNoPlace
    std::vector<std::uint32_t> m_begin;     ///< events of a place: m_events[m_begin[i] .. m_begin[i + 1])
    std::vector<std::uint32_t> m_events;
    std::vector<std::uint8_t> m_whole;  ///< places that the border does not cut
};

/// South-west corner of a placed box, in the frame.
ProjectedPoint corner_of(const SweepPlaces& places, const PlacedBox& box);

/// Whether two placed boxes of one lattice overlap (touching is not overlapping).
bool overlap(const SweepPlaces& places, const PlacedBox& a, const PlacedBox& b);

/// The lattice with the boxes laid over it: placed box k is place `places.size() + k`, and what it covers is taken from
/// the boxes of the lattice (an area of 0 where nothing is left). O(places + boxes).
SweepPlaces places_with_boxes(const SweepPlaces& places, const std::vector<PlacedBox>& boxes);

/// The place of each event after that: inside [x, x + side) x [y, y + side) of a placed box, else as before.
/// O(events x boxes near).
std::vector<std::uint32_t> event_places_with_boxes(const SweepPlaces& places, const SweepEvents& events,
                                                   const std::vector<PlacedBox>& boxes);

}  // namespace diaban
