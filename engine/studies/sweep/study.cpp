#include "engine/studies/sweep/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "layers/geometry/area_locator.hpp"
#include "layers/geometry/measure.hpp"
#include "layers/geometry/representative_point.hpp"
#include "layers/geometry/street_corridor.hpp"
#include "layers/geometry/union.hpp"
#include "layers/read/read_features.hpp"

namespace diaban {

namespace {

constexpr double kStreetHalfWidth = 20.0;  ///< metres to either side of a street's line

using FramePoint = ProjectedPoint (BoxFrame::*)(ProjectedPoint) const;

MultiPolygon moved(const MultiPolygon& area, const BoxFrame& frame, FramePoint move) {
    MultiPolygon result = area;
    for (Polygon& polygon : result.polygons) {
        for (ProjectedPoint& p : polygon.outer) {
            p = (frame.*move)(p);
        }
        for (Ring& hole : polygon.holes) {
            for (ProjectedPoint& p : hole) {
                p = (frame.*move)(p);
            }
        }
    }
    return result;
}

class StudyBuilder {
public:
    StudyBuilder(const SweepStudyOptions& options, const FrameRule& rule, Progress& progress)
        : m_options(options), m_rule(rule), m_progress(progress) {}

    SweepStudy read() {
        check_budget();
        m_study.points = read_points(m_options.sources, m_progress);
        if (!m_options.sources.within.empty()) {
            const PlanAreas areas = read_named_areas(
                {m_options.sources.within, "within", "", m_options.sources.crs, m_options.sources.drop_personal},
                m_study.points, m_progress);
            m_study.area = union_of(areas.geometry);
        }
        return build();
    }

    SweepStudy build_of(PointInput points, MultiPolygon area) {
        check_budget();
        m_study.points = std::move(points);
        m_study.area = std::move(area);
        return build();
    }

private:
    SweepStudy build() {
        settle_days();
        if (m_study.area.empty()) {
            take_hull();
        }
        if (m_options.places.empty()) {
            make_boxes();
        } else {
            read_places();
        }
        m_study.study_km2 = std::accumulate(m_study.places.area_km2.begin(), m_study.places.area_km2.end(), 0.0);
        settle_budget();
        make_events();
        if (!m_options.roads.empty()) {
            measure_streets();
        }
        m_study.findings.insert(m_study.findings.begin(), m_study.points.findings.begin(),
                                m_study.points.findings.end());
        return std::move(m_study);
    }

    void check_budget() const {
        const int given = (m_options.area_km2 ? 1 : 0) + (m_options.boxes ? 1 : 0) + (m_options.team ? 1 : 0);
        if (given != 1) {
            throw Error(ErrorCode::kUsage, given == 0 ? "error.sweep-budget-needed" : "error.sweep-two-budgets", {});
        }
        const auto refuse = [](const char* name, double value, const char* range) {
            throw Error(ErrorCode::kUsage, "error.option-out-of-range",
                        {{"option", name}, {"value", fmt::format("{}", value)}, {"range", range}});
        };
        if (!(m_options.box_m >= 10.0 && m_options.box_m <= 10000.0)) {
            refuse("box_m", m_options.box_m, "10 .. 10000");
        }
        if (!(m_options.horizon_days >= 1.0 && m_options.horizon_days <= 366.0)) {
            refuse("horizon_days", m_options.horizon_days, "1 .. 366");
        }
        if (m_options.area_km2 && !(*m_options.area_km2 > 0.0)) {
            refuse("area_km2", *m_options.area_km2, "> 0");
        }
        if (m_options.team &&
            !(m_options.team->team_hours > 0.0 && m_options.team->shifts > 0.0 && m_options.team->shift_hours > 0.0)) {
            refuse("team_hours", m_options.team->team_hours, "> 0");
        }
    }

    void settle_days() {
        if (m_study.points.incidents.size() == 0) {
            throw Error(ErrorCode::kInput, "error.sweep-no-history", {{"file", shown_name(m_options.sources.points)}});
        }
        double last = 0.0;
        double first = 0.0;
        bool any = false;
        const auto limit =
            m_options.as_of ? day_number(LocalTime{*m_options.as_of}) : std::numeric_limits<double>::infinity();
        std::uint64_t known = 0;
        for (const LocalTime time : m_study.points.incidents.time) {
            const double day = std::floor(day_number(time));
            if (day >= limit) {
                continue;
            }
            ++known;
            first = any ? std::min(first, day) : day;
            last = any ? std::max(last, day) : day;
            any = true;
        }
        if (!any) {
            throw Error(ErrorCode::kInput, "error.sweep-no-history", {{"file", shown_name(m_options.sources.points)}});
        }
        m_study.first_day = m_options.sources.from ? day_number(LocalTime{*m_options.sources.from}) : first;
        m_study.as_of_day = m_options.as_of ? limit : last + 1.0;
        m_study.known_to_day = m_study.as_of_day;
        // A gap far longer than gaps between incidents means that the data end, not that nothing happened.
        const double gap = m_study.as_of_day - (last + 1.0);
        const double usual = (last + 1.0 - first) / static_cast<double>(known);
        if (gap >= 3.0 && gap > 20.0 * usual) {
            m_study.known_to_day = last + 1.0;
            m_study.findings.push_back({Severity::kWarning,
                                        "finding.sweep-data-end",
                                        {{"last", iso_date(day_of_number(last))},
                                         {"as_of", iso_date(day_of_number(m_study.as_of_day))},
                                         {"days", fmt::format("{:.0f}", gap)}}});
        }
    }

    void take_hull() {
        std::vector<ProjectedPoint> known;
        for (std::size_t i = 0; i < m_study.points.incidents.size(); ++i) {
            if (day_number(m_study.points.incidents.time[i]) < m_study.known_to_day) {
                known.push_back(m_study.points.incidents.point[i]);
            }
        }
        m_study.area = study_hull(known, {m_options.box_m});
        m_study.findings.push_back({Severity::kNote,
                                    "finding.sweep-hull",
                                    {{"area", fmt::format("{:.1f}", to_km2(planar_area(m_study.area)))}}});
    }

    /// Number of boxes that the frame is chosen for.
    [[nodiscard]] std::size_t boxes_of_budget() const {
        if (m_options.area_km2) {
            return std::max<std::size_t>(1, static_cast<std::size_t>(*m_options.area_km2 * kSquareMetresPerKm2 /
                                                                     (m_options.box_m * m_options.box_m)));
        }
        return m_options.boxes ? *m_options.boxes : std::max<std::size_t>(1, places_for(*m_options.team));
    }

    void make_boxes() {
        if (m_options.placement != BoxPlacement::kFixed) {
            std::vector<ProjectedPoint> counted;
            std::vector<double> days;
            for (std::size_t i = 0; i < m_study.points.incidents.size(); ++i) {
                if (counts(i)) {
                    counted.push_back(m_study.points.incidents.point[i]);
                    days.push_back(day_number(m_study.points.incidents.time[i]));
                }
            }
            const double day = m_study.known_to_day - m_rule.folds * m_options.horizon_days;
            m_study.frame =
                choose_box_frame({counted, days, day}, {m_options.box_m}, boxes_of_budget(), m_options.threads);
        }
        m_progress.begin("step.sweep-boxes", 0);
        const BoxFrame& frame = m_study.frame.frame;
        const MultiPolygon turned = moved(m_study.area, frame, &BoxFrame::to_frame);
        m_cells = make_study_cells({&turned, 1}, {CellShape::kSquare, {m_options.box_m}});
        m_study.id = m_cells->id;
        m_study.places.shape = PlaceShape::kBoxes;
        m_study.places.side = {m_options.box_m};
        m_study.places.centre = m_cells->centre;
        const double box_km2 = to_km2({m_options.box_m * m_options.box_m});
        for (std::size_t i = 0; i < m_cells->size(); ++i) {
            m_study.places.area_km2.push_back(m_cells->share[i] * box_km2);
            m_study.shape.push_back(moved(m_cells->geometry[i], frame, &BoxFrame::to_map));
            m_study.centre.push_back(frame.to_map(m_cells->centre[i]));
        }
        m_progress.throw_if_cancelled();
    }

    /// Features in the metric CRS of the incidents; --crs speaks only of a source that carries none of its own.
    FeatureReading read_in_crs_of_points(const std::string& source) {
        FeatureReadOptions options;
        options.source = parse_source(source);
        options.analysis_crs = m_study.points.crs.crs;
        options.personal = m_options.sources.drop_personal ? PersonalData::kDrop : PersonalData::kRefuse;
        if (Source::open(options.source).own_crs().empty()) {
            options.declared_crs = m_options.sources.crs;
        }
        return read_features(options, m_progress);
    }

    /// Areas as they are; lines as corridors of kStreetHalfWidth to either side.
    void read_places() {
        const FeatureReading features = read_in_crs_of_points(m_options.places);
        std::vector<std::string> ids;
        for (const char* name : {"place_id", "street_id", "segment_id", "box_id", "area_id", "id", "name"}) {
            if (ids.empty() && features.table.find(name) != nullptr) {
                ids = text_column(features.table, name, m_options.places);
            }
        }
        std::set<std::string> taken;
        for (std::size_t i = 0; i < features.size(); ++i) {
            if (const auto* line = std::get_if<LineString>(&features.geometry[i])) {
                m_study.shape.push_back(street_corridor(*line, {kStreetHalfWidth}));
            } else if (const auto* area = std::get_if<MultiPolygon>(&features.geometry[i])) {
                m_study.shape.push_back(*area);
            } else {
                throw Error(ErrorCode::kInput, "error.sweep-places", {{"file", m_options.places}});
            }
            // Streets come in pieces of one name: the row tells them apart.
            std::string id = ids.empty() ? "" : ids[i];
            if (id.empty() || !taken.insert(id).second) {
                id += (id.empty() ? "#" : " #") + std::to_string(features.row[i]);
                while (!taken.insert(id).second) {
                    id += "'";
                }
            }
            m_study.id.push_back(id);
            m_study.places.area_km2.push_back(to_km2(planar_area(m_study.shape.back())));
        }
        m_study.places.shape = PlaceShape::kOther;
        m_study.places.side = {m_options.box_m};
        m_study.centre = representative_points(m_study.shape);
        m_study.places.centre = m_study.centre;
    }

    void settle_budget() {
        if (m_options.area_km2) {
            m_study.budget.area_km2 = m_options.area_km2;
            const double smallest = *std::min_element(m_study.places.area_km2.begin(), m_study.places.area_km2.end());
            if (*m_options.area_km2 < smallest) {
                throw Error(
                    ErrorCode::kInput, "error.sweep-budget-empty",
                    {{"area", fmt::format("{}", *m_options.area_km2)}, {"smallest", fmt::format("{:.4f}", smallest)}});
            }
        } else {
            m_study.budget.places = m_options.boxes ? *m_options.boxes : places_for(*m_options.team);
            if (*m_study.budget.places == 0) {
                throw Error(ErrorCode::kInput, "error.sweep-budget-hours",
                            {{"hours", fmt::format("{}", m_options.team ? m_options.team->team_hours : 0.0)}});
            }
        }
    }

    [[nodiscard]] bool counts(std::size_t i) const {
        return m_options.detected == DetectedIncidents::kCounted || m_study.points.incidents.detected_by_police[i] == 0;
    }

    void make_events() {
        const IncidentSet& points = m_study.points.incidents;
        std::vector<std::uint32_t> place;
        std::vector<ProjectedPoint> in_frame;
        in_frame.reserve(points.size());
        for (const ProjectedPoint p : points.point) {
            in_frame.push_back(m_study.frame.frame.to_frame(p));
        }
        if (m_cells) {
            place = cells_of_points(*m_cells, in_frame);
        } else {
            place = AreaLocator(m_study.shape).locate(points.point, m_options.threads);
        }
        SweepEvents reported;
        SweepEvents all;
        std::uint64_t midnight = 0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const std::uint32_t at = place[i] == kNoCell ? kNoPlace : place[i];
            m_study.outside += at == kNoPlace ? 1 : 0;
            m_study.detected += points.detected_by_police[i];
            const double day = day_number(points.time[i]);
            midnight += day == std::floor(day) ? 1 : 0;
            for (SweepEvents* events : {&reported, &all}) {
                if (events == &all || counts(i)) {
                    events->point.push_back(in_frame[i]);
                    events->day.push_back(day);
                    events->weight.push_back(points.weight[i]);
                    events->place.push_back(at);
                }
            }
        }
        m_study.has_hours = static_cast<double>(midnight) < 0.5 * static_cast<double>(points.size());
        m_study.events = sorted_events(reported);
        if (m_study.outside > 0) {
            m_study.findings.push_back(
                {Severity::kNote, "finding.sweep-outside", {{"count", std::to_string(m_study.outside)}}});
        }
        if (m_study.detected > 0) {
            const bool left_out = m_options.detected == DetectedIncidents::kLeftOut;
            if (left_out) {
                m_study.all_events = sorted_events(all);
            }
            m_study.findings.push_back({Severity::kNote,
                                        left_out ? "finding.sweep-detected-out" : "finding.sweep-detected-in",
                                        {{"count", std::to_string(m_study.detected)}}});
        }
        if (m_study.events.size() == 0) {
            throw Error(ErrorCode::kInput, "error.sweep-no-history", {{"file", shown_name(m_options.sources.points)}});
        }
    }

    /// Streets cut into pieces of at most a metre or so short of a twentieth of a box: each piece counts where its
    /// middle lies.
    void measure_streets() {
        const FeatureReading roads = read_in_crs_of_points(m_options.roads);
        std::vector<ProjectedPoint> middle;
        std::vector<double> length;
        for (const Geometry& geometry : roads.geometry) {
            const auto* line = std::get_if<LineString>(&geometry);
            if (line == nullptr) {
                throw Error(ErrorCode::kInput, "error.sweep-roads-not-lines", {{"file", m_options.roads}});
            }
            for (std::size_t k = 1; k < line->points.size(); ++k) {
                const ProjectedPoint a = line->points[k - 1];
                const ProjectedPoint b = line->points[k];
                const double metres = std::hypot(b.x - a.x, b.y - a.y);
                const auto pieces = static_cast<std::size_t>(std::ceil(metres / (0.05 * m_options.box_m)));
                for (std::size_t p = 0; p < pieces; ++p) {
                    const double at = (static_cast<double>(p) + 0.5) / static_cast<double>(pieces);
                    middle.push_back({a.x + at * (b.x - a.x), a.y + at * (b.y - a.y)});
                    length.push_back(metres / static_cast<double>(pieces));
                }
            }
        }
        std::vector<std::uint32_t> place;
        if (m_cells) {
            for (ProjectedPoint& p : middle) {
                p = m_study.frame.frame.to_frame(p);
            }
            place = cells_of_points(*m_cells, middle);
        } else {
            place = AreaLocator(m_study.shape).locate(middle, m_options.threads);
        }
        for (std::uint32_t& p : place) {
            p = p == kNoCell ? kNoPlace : p;
        }
        m_study.streets.point = std::move(middle);
        m_study.streets.day.assign(length.size(), 0.0);
        m_study.streets.weight = std::move(length);
        m_study.streets.place = std::move(place);
    }

    const SweepStudyOptions& m_options;
    const FrameRule& m_rule;
    Progress& m_progress;
    SweepStudy m_study;
    std::optional<StudyCells> m_cells;
};

}  // namespace

SweepStudy read_sweep_study(const SweepStudyOptions& options, const FrameRule& rule, Progress& progress) {
    return StudyBuilder(options, rule, progress).read();
}

SweepStudy sweep_study_of(const SweepStudyOptions& options, PointInput points, MultiPolygon area, Progress& progress) {
    const FrameRule rule;
    return StudyBuilder(options, rule, progress).build_of(std::move(points), std::move(area));
}

ForecastOptions forecast_options(const SweepStudyOptions& options, const SweepStudy& study) {
    ForecastOptions forecast;
    forecast.horizon_days = options.horizon_days;
    forecast.first_day = study.first_day;
    forecast.budget = study.budget;
    forecast.threads = options.threads;
    forecast.boxes = options.placement == BoxPlacement::kFree ? BoxRule::kPlaced : BoxRule::kLattice;
    return forecast;
}

}  // namespace diaban
