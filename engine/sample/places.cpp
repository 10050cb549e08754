#include "engine/sample/places.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "engine/sample/borders.hpp"
#include "engine/sample/streams.hpp"
#include "layers/base/random.hpp"

namespace diaban {
namespace {

std::string numbered(std::string_view prefix, std::size_t number, std::size_t digits) {
    std::string text = std::to_string(number);
    return std::string(prefix) + std::string(digits > text.size() ? digits - text.size() : 0, '0') + text;
}

// The nodes of the network by the area they lie in.
std::vector<std::vector<RoadNode>> nodes_by_area(const std::vector<SampleArea>& areas, const RoadNetwork& roads) {
    std::vector<Box> boxes;
    for (const SampleArea& area : areas) {
        boxes.push_back(bounding_box(MultiPolygon{{area.shape}}));
    }
    std::vector<std::vector<RoadNode>> nodes(areas.size());
    for (const RoadNode& node : roads.nodes) {
        for (std::size_t i = 0; i < areas.size(); ++i) {
            if (boxes[i].contains(node.place) && lies_inside(areas[i].shape, node.place)) {
                nodes[i].push_back(node);
                break;
            }
        }
    }
    return nodes;
}

// A junction or an end of a road in the area, or its centre where it has none.
ProjectedPoint random_node(const SampleArea& area, const std::vector<RoadNode>& nodes, RandomSequence& random) {
    return nodes.empty() ? area.centre : nodes[random.below(static_cast<std::uint32_t>(nodes.size()))].place;
}

ProjectedPoint nudged(const SampleArea& area, ProjectedPoint p, double reach, RandomSequence& random) {
    const double dx = reach * (2.0 * random.uniform() - 1.0);
    const double dy = reach * (2.0 * random.uniform() - 1.0);
    const ProjectedPoint moved = rounded({p.x + dx, p.y + dy});
    return lies_inside(area.shape, moved) ? moved : rounded(p);
}

// The name without its type: "Xã Vân Hưng" -> "Vân Hưng".
std::string plain_name(const SampleArea& area) {
    constexpr std::array<std::string_view, 3> kTypes{"Phường ", "Thị trấn ", "Xã "};
    for (const std::string_view type : kTypes) {
        if (area.name.starts_with(type)) {
            return area.name.substr(type.size());
        }
    }
    return area.name;
}

}  // namespace

std::vector<ExistingCamera> existing_cameras(const SampleOptions& options, const std::vector<SampleArea>& areas,
                                             const RoadNetwork& roads) {
    constexpr std::array<double, 3> kFields{68.0, 90.0, 110.0};
    constexpr std::array<double, 3> kReaches{57.0, 43.0, 35.0};  // a wider view thins the pixels
    constexpr std::array<std::string_view, 3> kOwners{"Công an xã", "Ủy ban nhân dân xã", "Hộ kinh doanh"};
    const auto nodes = nodes_by_area(areas, roads);
    std::vector<ExistingCamera> cameras;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        RandomSequence random(options.seed, sample_stream::kCameras, i);
        const std::uint32_t points = (areas[i].kind == AreaKind::kCommune ? 0 : 2) + random.below(4);
        for (std::uint32_t p = 0; p < points; ++p) {
            const ProjectedPoint place = nudged(areas[i], random_node(areas[i], nodes[i], random), 12.0, random);
            const std::uint32_t eyes = 1 + random.below(3);
            const double first_bearing = 360.0 * random.uniform();
            const auto owner = random.below(static_cast<std::uint32_t>(kOwners.size()));
            for (std::uint32_t eye = 0; eye < eyes; ++eye) {
                const auto lens = random.below(static_cast<std::uint32_t>(kFields.size()));
                const double fate = random.uniform();
                const LocalDay checked = options.as_of - std::chrono::days{random.below(400)};
                cameras.push_back({numbered("MT", cameras.size() + 1, 4), place, static_cast<std::uint32_t>(i),
                                   kReaches[lens], std::floor(std::fmod(first_bearing + 360.0 * eye / eyes, 360.0)),
                                   kFields[lens],
                                   fate < 0.11   ? CameraStatus::kBroken
                                   : fate < 0.15 ? CameraStatus::kSwitchedOff
                                                 : CameraStatus::kWorking,
                                   checked, std::string(kOwners[owner])});
            }
        }
    }
    return cameras;
}

std::vector<CandidateSite> candidate_sites(std::uint64_t seed, const std::vector<SampleArea>& areas,
                                           const RoadNetwork& roads) {
    constexpr std::size_t kMostAnArea = 14;
    const auto nodes = nodes_by_area(areas, roads);
    std::vector<CandidateSite> sites;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        RandomSequence random(seed, sample_stream::kPlaces, i);
        const auto cost = [&] {
            const int eyes = 1 + static_cast<int>(random.below(3));
            const double each = 4.0 + 3.5 * random.uniform();
            const double pole = 2.0 + 4.0 * random.uniform();
            return std::round(10.0 * (eyes * each + pole)) / 10.0;
        };
        const auto add = [&](ProjectedPoint place, std::string_view kind) {
            sites.push_back({numbered("VT", sites.size() + 1, 4), rounded(place), static_cast<std::uint32_t>(i),
                             std::string(kind), cost()});
        };
        add(areas[i].centre, "chợ");
        std::vector<RoadNode> ordered = nodes[i];
        std::stable_sort(ordered.begin(), ordered.end(), [](const RoadNode& a, const RoadNode& b) {
            return a.highest != b.highest ? a.highest < b.highest : a.stretches > b.stretches;
        });
        for (std::size_t k = 0; k < ordered.size() && k + 1 < kMostAnArea; ++k) {
            const int stretches = ordered[k].stretches;
            if (stretches != 2) {
                add(ordered[k].place, stretches >= 4 ? "ngã tư" : stretches == 3 ? "ngã ba" : "đầu đường");
            }
        }
    }
    return sites;
}

std::vector<SweepBox> past_sweep(const SampleOptions& options, const std::vector<SampleArea>& areas,
                                 const std::vector<std::vector<HotPlace>>& hot_places) {
    struct Candidate {
        double load = 0.0;  // weight x residents: a guess that an outsider could make
        std::uint32_t area = 0;
        ProjectedPoint centre;
    };
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        double all = 0.0;
        for (const HotPlace& place : hot_places[i]) {
            all += place.weight;
        }
        const HotPlace& first = hot_places[i].front();
        candidates.push_back({static_cast<double>(areas[i].residents) * first.weight / all,
                              static_cast<std::uint32_t>(i), first.centre});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.load > b.load; });
    const std::size_t pairs = std::min<std::size_t>(12, candidates.size() / 2);
    constexpr std::chrono::days kLength{28};
    const LocalDay first_day = sample_year(options, options.years - 1).from;
    const TimeWindow swept{first_day, first_day + kLength - std::chrono::days{1}};
    constexpr double kHalfBox = 75.0;
    RandomSequence random(options.seed, sample_stream::kSweep, 0);
    std::vector<SweepBox> sweep;
    for (std::size_t pair = 0; pair < pairs; ++pair) {
        const bool first_is_treated = random.below(2) == 0;
        for (std::size_t member = 0; member < 2; ++member) {
            const Candidate& candidate = candidates[2 * pair + member];
            const ProjectedPoint c = candidate.centre;
            const bool treated = (member == 0) == first_is_treated;
            sweep.push_back({numbered("O", sweep.size() + 1, 2),
                             {c.x - kHalfBox, c.y - kHalfBox, c.x + kHalfBox, c.y + kHalfBox},
                             candidate.area,
                             treated ? SweepRole::kTreated : SweepRole::kControl,
                             swept,
                             window_just_before(swept),
                             same_period_a_year_before(swept)});
        }
    }
    return sweep;
}

void plant_sweep_effect(const std::vector<SweepBox>& sweep, std::vector<std::vector<HotPlace>>& hot_places) {
    for (const SweepBox& box : sweep) {
        if (box.role == SweepRole::kTreated) {
            hot_places[box.area].front().swept_weight = kSweptWeight;
        }
    }
}

std::vector<NamedPlace> markets(const std::vector<SampleArea>& areas,
                                const std::vector<std::vector<HotPlace>>& hot_places) {
    std::vector<NamedPlace> places;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const std::size_t wanted = areas[i].kind == AreaKind::kTown ? 2 : 1;
        for (std::size_t k = 0; k < std::min(wanted, hot_places[i].size()); ++k) {
            places.push_back({(k == 0 ? "Chợ " : "Chợ đêm ") + plain_name(areas[i]), rounded(hot_places[i][k].centre),
                              static_cast<std::uint32_t>(i)});
        }
    }
    return places;
}

std::vector<NamedPlace> schools(std::uint64_t seed, const std::vector<SampleArea>& areas, const RoadNetwork& roads) {
    constexpr std::array<std::string_view, 3> kLevels{"Trường Tiểu học ", "Trường THCS ", "Trường THPT "};
    const auto nodes = nodes_by_area(areas, roads);
    std::vector<NamedPlace> places;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        RandomSequence random(seed, sample_stream::kPlaces, (std::uint64_t{1} << 40) + i);
        const std::uint32_t wanted = 1 + random.below(3);
        for (std::uint32_t k = 0; k < wanted; ++k) {
            const ProjectedPoint place = nudged(areas[i], random_node(areas[i], nodes[i], random), 120.0, random);
            places.push_back({std::string(kLevels[k]) + plain_name(areas[i]), place, static_cast<std::uint32_t>(i)});
        }
    }
    return places;
}

}  // namespace diaban
