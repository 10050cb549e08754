#include "engine/sample/incidents.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "engine/sample/borders.hpp"
#include "engine/sample/streams.hpp"
#include "layers/base/random.hpp"

namespace diaban {
namespace {

constexpr double kLeastDistanceToBorder = 1.0;  // metres: rounding and reprojection must not move a point over a border

// An index drawn in proportion to its weight, from running sums of the weights.
std::size_t draw_index(std::span<const double> running_sums, RandomSequence& random) {
    const double u = random.uniform() * running_sums.back();
    const auto found = std::upper_bound(running_sums.begin(), running_sums.end(), u);
    return std::min(static_cast<std::size_t>(found - running_sums.begin()), running_sums.size() - 1);
}

template <typename Values, typename Weight>
std::vector<double> running_sums(const Values& values, Weight weight) {
    std::vector<double> sums;
    double sum = 0.0;
    for (const auto& value : values) {
        sum += weight(value);
        sums.push_back(sum);
    }
    return sums;
}

// Everything about one area that scattering needs again and again.
struct AreaGround {
    std::vector<CellIndex> cells;
    std::vector<ProjectedPoint> road_points;  // busier roads more often
    std::vector<double> hot_before;           // running sums of the hot places' weights
    std::vector<double> hot_now;
};

std::vector<AreaGround> prepare_ground(const IncidentSetting& setting) {
    std::vector<AreaGround> ground(setting.areas.size());
    const HexMesh& mesh = setting.partition.mesh;
    for (CellIndex c = 0; c < mesh.size(); ++c) {
        const std::int32_t label = setting.partition.area[static_cast<std::size_t>(c)];
        if (label >= 0) {
            ground[static_cast<std::size_t>(label)].cells.push_back(c);
        }
    }
    for (const Road& road : setting.roads.roads) {
        const int copies = road.kind == RoadKind::kHighway ? 5 : road.kind == RoadKind::kProvincial ? 3 : 1;
        for (std::size_t i = 0; i + 1 < road.line.points.size(); ++i) {
            const ProjectedPoint a = road.line.points[i];
            const ProjectedPoint b = road.line.points[i + 1];
            const int steps = 1 + static_cast<int>(std::hypot(b.x - a.x, b.y - a.y) / 40.0);
            for (int s = 0; s < steps; ++s) {
                const double t = (s + 0.5) / steps;
                const ProjectedPoint p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
                const std::int32_t label = setting.partition.area_at(p);
                if (label >= 0) {
                    auto& points = ground[static_cast<std::size_t>(label)].road_points;
                    points.insert(points.end(), static_cast<std::size_t>(copies), p);
                }
            }
        }
    }
    for (std::size_t i = 0; i < ground.size(); ++i) {
        const auto& places = setting.hot_places[i];
        ground[i].hot_before = running_sums(places, [](const HotPlace& place) { return place.weight; });
        ground[i].hot_now =
            running_sums(places, [](const HotPlace& place) { return place.weight * place.swept_weight; });
    }
    return ground;
}

class Scatter {
public:
    explicit Scatter(const IncidentSetting& setting)
        : m_setting(setting),
          m_ground(prepare_ground(setting)),
          m_category_sums(running_sums(incident_categories(), [](const IncidentCategory& c) { return c.share; })) {
        for (const IncidentCategory& category : incident_categories()) {
            m_hour_sums.push_back(running_sums(category.hours, [](double weight) { return weight; }));
        }
        for (int year = 0; year < setting.options.years; ++year) {
            m_years.push_back(sample_year(setting.options, year));
        }
        m_earlier.resize(setting.areas.size() * m_years.size());
    }

    SampleIncident draw(std::uint64_t number, std::size_t area, std::size_t year);

private:
    [[nodiscard]] bool inside(ProjectedPoint p, std::size_t area) const;
    ProjectedPoint place(const IncidentCategory& category, std::size_t area, std::size_t year,
                         RandomSequence& random) const;
    LocalTime moment(std::size_t category, std::size_t year, RandomSequence& random) const;
    std::optional<SampleIncident> repeat(const SampleIncident& like, std::size_t year, RandomSequence& random) const;

    const IncidentSetting& m_setting;
    std::vector<AreaGround> m_ground;
    std::vector<double> m_category_sums;
    std::vector<std::vector<double>> m_hour_sums;
    std::vector<TimeWindow> m_years;
    std::vector<std::vector<SampleIncident>> m_earlier;  // by area and year, what a repeat can follow
};

bool Scatter::inside(ProjectedPoint p, std::size_t area) const {
    const HexMesh& mesh = m_setting.partition.mesh;
    const CellIndex cell = mesh.nearest(p);
    if (cell == kNoCell) {
        return false;
    }
    // Well inside: the cell and all around it belong to the area. Only near a border is the polygon asked.
    const auto label = static_cast<std::int32_t>(area);
    const auto near = mesh.neighbours(cell);
    const auto belongs = [&](CellIndex c) {
        return c != kNoCell && m_setting.partition.area[static_cast<std::size_t>(c)] == label;
    };
    if (belongs(cell) && std::all_of(near.begin(), near.end(), belongs)) {
        return true;
    }
    if (!belongs(cell) && std::none_of(near.begin(), near.end(), belongs)) {
        return false;
    }
    const Polygon& shape = m_setting.areas[area].shape;
    return lies_inside(shape, p) && distance_to_border(shape, p).value >= kLeastDistanceToBorder;
}

ProjectedPoint Scatter::place(const IncidentCategory& category, std::size_t area, std::size_t year,
                              RandomSequence& random) const {
    const AreaGround& ground = m_ground[area];
    const auto& hot_places = m_setting.hot_places[area];
    const double how = random.uniform();
    constexpr int kTries = 40;
    for (int attempt = 0; attempt < kTries; ++attempt) {
        ProjectedPoint p;
        const double dx = random.normal();
        const double dy = random.normal();
        if (how < category.at_hot_places) {
            const bool now = year + 1 == m_years.size();
            const HotPlace& hot = hot_places[draw_index(now ? ground.hot_now : ground.hot_before, random)];
            p = {hot.centre.x + hot.spread_m * dx, hot.centre.y + hot.spread_m * dy};
        } else if (how < category.at_hot_places + category.on_roads && !ground.road_points.empty()) {
            const auto count = static_cast<std::uint32_t>(ground.road_points.size());
            const ProjectedPoint on_road = ground.road_points[random.below(count)];
            p = {on_road.x + 18.0 * dx, on_road.y + 18.0 * dy};
        } else {
            break;
        }
        p = rounded(p);
        if (inside(p, area)) {
            return p;
        }
    }
    // Anywhere: a random cell, a random point in the square around it. An area has cells whose middle lies well inside.
    const double spacing = m_setting.partition.mesh.spacing().value;
    for (;;) {
        const CellIndex cell = ground.cells[random.below(static_cast<std::uint32_t>(ground.cells.size()))];
        const ProjectedPoint c = m_setting.partition.mesh.centre(cell);
        const double dx = random.uniform() - 0.5;
        const double dy = random.uniform() - 0.5;
        const ProjectedPoint p = rounded({c.x + spacing * dx, c.y + spacing * dy});
        if (inside(p, area)) {
            return p;
        }
    }
}

LocalTime Scatter::moment(std::size_t category, std::size_t year, RandomSequence& random) const {
    using namespace std::chrono;
    const IncidentCategory& habits = incident_categories()[category];
    const TimeWindow& window = m_years[year];
    LocalDay day;
    for (;;) {
        day = window.from + days{random.below(static_cast<std::uint32_t>(window.days()))};
        const unsigned weekday = std::chrono::weekday{day}.iso_encoding();
        const double weight = weekday >= 6 ? habits.weekend : 1.0;
        if (random.uniform() * std::max(1.0, habits.weekend) < weight) {
            break;
        }
    }
    const auto hour = static_cast<int>(draw_index(m_hour_sums[category], random));
    const auto minute = static_cast<int>(random.below(60));
    return day + hours{hour} + minutes{minute};
}

std::optional<SampleIncident> Scatter::repeat(const SampleIncident& like, std::size_t year,
                                              RandomSequence& random) const {
    using namespace std::chrono;
    SampleIncident again = like;
    const double dx = random.normal();
    const double dy = random.normal();
    again.place = rounded({like.place.x + 45.0 * dx, like.place.y + 45.0 * dy});
    const double days_later = -6.0 * std::log1p(-random.uniform());
    const LocalDay day = floor<days>(like.time) + days{1 + static_cast<int>(days_later)};
    const auto hour = static_cast<int>(draw_index(m_hour_sums[like.category], random));
    again.time = day + hours{hour} + minutes{static_cast<int>(random.below(60))};
    if (!m_years[year].contains(again.time) || !inside(again.place, like.area)) {
        return std::nullopt;
    }
    return again;
}

SampleIncident Scatter::draw(std::uint64_t number, std::size_t area, std::size_t year) {
    RandomSequence random(m_setting.options.seed, sample_stream::kIncidents, number);
    const std::size_t category = draw_index(m_category_sums, random);
    const IncidentCategory& habits = incident_categories()[category];
    const auto found_by = random.uniform() < habits.found_by_police ? DetectedBy::kPolice : DetectedBy::kPublic;
    std::vector<SampleIncident>& earlier = m_earlier[area * m_years.size() + year];
    std::optional<SampleIncident> incident;
    if (random.uniform() < habits.repeats && !earlier.empty()) {
        SampleIncident like = earlier[random.below(static_cast<std::uint32_t>(earlier.size()))];
        like.category = static_cast<std::uint8_t>(category);
        incident = repeat(like, year, random);
    }
    if (!incident) {
        incident = SampleIncident{place(habits, area, year, random), moment(category, year, random),
                                  static_cast<std::uint32_t>(area), static_cast<std::uint8_t>(category), found_by};
    }
    incident->detected_by = found_by;
    if (habits.repeats > 0.0) {
        earlier.push_back(*incident);
    }
    return *incident;
}

}  // namespace

std::vector<std::vector<HotPlace>> choose_hot_places(std::uint64_t seed, const std::vector<SampleArea>& areas,
                                                     const RoadNetwork& roads) {
    std::vector<std::vector<HotPlace>> places(areas.size());
    for (std::size_t i = 0; i < areas.size(); ++i) {
        std::vector<ProjectedPoint> junctions;
        for (const RoadNode& node : roads.nodes) {
            if (node.stretches >= 3 && lies_inside(areas[i].shape, node.place)) {
                junctions.push_back(node.place);
            }
        }
        RandomSequence random(seed, sample_stream::kClusters, i);
        const auto wanted = static_cast<std::size_t>(std::clamp(3.0 + to_km2(areas[i].size) / 8.0, 3.0, 10.0));
        for (std::size_t k = 0; k < wanted; ++k) {
            ProjectedPoint centre = areas[i].centre;
            if (k > 0 && !junctions.empty()) {
                const auto pick = random.below(static_cast<std::uint32_t>(junctions.size()));
                centre = junctions[pick];
                junctions.erase(junctions.begin() + pick);
            } else if (k > 0) {
                break;
            }
            // Wards are packed closer than villages.
            const double spread = (areas[i].kind == AreaKind::kWard ? 60.0 : 90.0) + 110.0 * random.uniform();
            places[i].push_back({centre, spread, std::pow(static_cast<double>(k + 1), -0.8), 1.0});
        }
    }
    return places;
}

std::vector<std::vector<double>> expected_counts(const SampleOptions& options, const std::vector<SampleArea>& areas,
                                                 const std::vector<AreaTruth>& truth) {
    std::vector<std::vector<double>> counts(areas.size());
    double sum = 0.0;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        for (int year = 0; year < options.years; ++year) {
            const bool now = year + 1 == options.years;
            const double multiple = now ? truth[i].current_multiple : truth[i].baseline_multiple;
            counts[i].push_back(static_cast<double>(areas[i].residents) * sample_year(options, year).years() *
                                multiple);
            sum += counts[i].back();
        }
    }
    const double scale = static_cast<double>(incident_total(options)) / sum;
    for (std::vector<double>& row : counts) {
        for (double& count : row) {
            count *= scale;
        }
    }
    return counts;
}

std::vector<SampleIncident> scatter_incidents(const IncidentSetting& setting, Progress& progress) {
    const std::int64_t total = incident_total(setting.options);
    const auto years = static_cast<std::size_t>(setting.options.years);
    std::vector<double> cells;  // running sums by area and year
    double sum = 0.0;
    for (const std::vector<double>& row : expected_counts(setting.options, setting.areas, setting.truth)) {
        for (const double count : row) {
            sum += count;
            cells.push_back(sum);
        }
    }
    progress.begin("step.sample-incidents", static_cast<std::uint64_t>(total));
    Scatter scatter(setting);
    RandomSequence random(setting.options.seed, sample_stream::kCounts, 0);
    std::vector<SampleIncident> incidents;
    incidents.reserve(static_cast<std::size_t>(total));
    for (std::int64_t n = 0; n < total; ++n) {
        const std::size_t cell = draw_index(cells, random);
        incidents.push_back(scatter.draw(static_cast<std::uint64_t>(n), cell / years, cell % years));
        constexpr std::int64_t kBatch = 1000;
        if (n % kBatch == kBatch - 1) {
            progress.advance(kBatch);
            progress.throw_if_cancelled();
        }
    }
    std::stable_sort(incidents.begin(), incidents.end(),
                     [](const SampleIncident& a, const SampleIncident& b) { return a.time < b.time; });
    return incidents;
}

}  // namespace diaban
