#include "engine/studies/evaluate/run_evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "engine/studies/evaluate/cooling.hpp"
#include "engine/studies/evaluate/record.hpp"
#include "layers/geometry/area_locator.hpp"
#include "layers/geometry/measure.hpp"
#include "layers/read/read_table.hpp"
#include "layers/write/staged_file.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban {

namespace {

double start_of(const TimeWindow& window) {
    return day_number(LocalTime{window.from});
}
double end_of(const TimeWindow& window) {
    return day_number(LocalTime{window.to}) + 1.0;
}

double count_in(const std::vector<double>& days, const TimeWindow& window) {
    return static_cast<double>(std::lower_bound(days.begin(), days.end(), end_of(window)) -
                               std::lower_bound(days.begin(), days.end(), start_of(window)));
}

/// A plan that diaban sweep wrote holds all roles in one layer: the role in question is taken.
std::string role_filter(const std::string& source, const std::string& role) {
    const SourceSpec spec = parse_source(source);
    const std::vector<std::string> fields = Source::open(spec).field_names();
    if (std::find(fields.begin(), fields.end(), "role") == fields.end()) {
        return "";
    }
    const Table table = read_table(spec);
    const Column* column = table.find("role");
    for (std::size_t i = 0; column != nullptr && i < column->size(); ++i) {
        if (cell_text(*column, i) == role) {
            return "role = '" + role + "'";
        }
    }
    return "";
}

class Evaluator {
public:
    Evaluator(const EvaluateOptions& options, Progress& progress) : m_options(options), m_progress(progress) {}

    EvaluateSummary evaluate(PointInput points) {
        m_summary.points = std::move(points);
        settle_points();
        Evaluation& result = m_summary.evaluation;
        result.role.assign(m_point.size(), ComparedSide::kNone);
        result.treated = side(m_options.treated, "treated");
        result.control = side(m_options.control, "control");
        if (!m_options.displacement.empty()) {
            result.ring = side(m_options.displacement, "displacement");
        }
        if (!m_options.control_displacement.empty()) {
            result.control_ring = side(m_options.control_displacement, "control_displacement");
        }
        compare(result);
        cool(result);
        result.verdict = result.cooling ? difference_verdict(result.calibrated, result.cooling->beyond)
                                        : difference_verdict(result.calibrated);
        m_summary.findings.insert(m_summary.findings.begin(), m_summary.points.findings.begin(),
                                  m_summary.points.findings.end());
        m_summary.sentence_vi = verdict_sentence(m_options, result, catalogue(Language::kVietnamese));
        m_summary.sentence_en = verdict_sentence(m_options, result, catalogue(Language::kEnglish));
        return std::move(m_summary);
    }

private:
    void settle_points() {
        const IncidentSet& incidents = m_summary.points.incidents;
        IncidentFilter filter;
        filter.only_reported = !m_options.include_detected;
        const RowIndices rows = rows_where(incidents, filter);
        m_point = points_of(incidents, rows);
        for (const std::uint32_t i : rows) {
            m_day.push_back(day_number(incidents.time[i]));
        }
        if (const std::size_t left_out = incidents.size() - rows.size(); left_out > 0) {
            m_summary.findings.push_back(
                {Severity::kNote, "finding.sweep-detected-out", {{"count", std::to_string(left_out)}}});
        }
        const auto [first, last] = std::minmax_element(m_day.begin(), m_day.end());
        for (const TimeWindow& window : {m_options.before, m_options.after}) {
            if (m_day.empty() || end_of(window) <= *first || start_of(window) > *last) {
                throw Error(ErrorCode::kInput, "error.evaluate-outside",
                            {{"from", iso_date(window.from)},
                             {"to", iso_date(window.to)},
                             {"first", m_day.empty() ? "-" : iso_date(day_of_number(*first))},
                             {"last", m_day.empty() ? "-" : iso_date(day_of_number(*last))}});
            }
        }
        m_first_day = std::floor(*first);
        m_last_day = std::floor(*last);
        if (start_of(m_options.before) < m_first_day || end_of(m_options.after) > m_last_day + 1.0) {
            m_summary.findings.push_back(
                {Severity::kWarning,
                 "finding.evaluate-window-cut",
                 {{"first", iso_date(day_of_number(m_first_day))}, {"last", iso_date(day_of_number(m_last_day))}}});
        }
    }

    EvaluatedSide side(const std::string& source, const std::string& role) {
        const PlanAreas areas = read_named_areas(
            {source, role, role_filter(source, role), m_options.sources.crs, m_options.sources.drop_personal},
            m_summary.points, m_progress);
        if (areas.geometry.empty()) {
            throw Error(ErrorCode::kInput, "error.evaluate-no-places", {{"file", source}, {"role", role}});
        }
        EvaluatedSide result;
        result.name = areas.name;
        for (const MultiPolygon& area : areas.geometry) {
            result.area_km2.push_back(to_km2(planar_area(area)));
        }
        result.days.resize(areas.geometry.size());
        const std::vector<std::uint32_t> place = AreaLocator(areas.geometry).locate(m_point, m_options.threads);
        for (std::size_t i = 0; i < place.size(); ++i) {
            if (place[i] != kNoArea) {
                result.days[place[i]].push_back(m_day[i]);
                ComparedSide& own = m_summary.evaluation.role[i];
                own = std::max(own, role.starts_with("control") ? ComparedSide::kControl : ComparedSide::kTreated);
            }
        }
        for (std::vector<double>& days : result.days) {
            std::sort(days.begin(), days.end());
        }
        return result;
    }

    static std::vector<double> all_days(const EvaluatedSide& side) {
        std::vector<double> days;
        for (const std::vector<double>& own : side.days) {
            days.insert(days.end(), own.begin(), own.end());
        }
        std::sort(days.begin(), days.end());
        return days;
    }

    void compare(Evaluation& result) {
        const double control_km2 = result.control.total_km2();
        const double ratio =
            m_options.comparison == SideComparison::kByArea ? result.treated.total_km2() / control_km2 : 1.0;
        DifferenceInput input;
        input.window_ratio = static_cast<double>(m_options.after.days()) / m_options.before.days();
        input.area_ratio = ratio;
        input.treated = result.treated.counts(m_options.before, m_options.after);
        input.control = result.control.counts(m_options.before, m_options.after);
        result.input = input;
        result.poisson = weighted_difference(input);
        PlaceboOptions placebo;
        placebo.before = day_window(m_options.before);
        placebo.after = day_window(m_options.after);
        placebo.first_day = m_first_day;
        placebo.area_ratio = ratio;
        result.placebo = placebo_dates({all_days(result.treated), all_days(result.control)}, placebo);
        input.dispersion = result.placebo.dispersion;
        result.calibrated = weighted_difference(input);
        if (result.ring) {
            DifferenceInput rings = input;
            rings.treated_ring = result.ring->counts(m_options.before, m_options.after);
            if (result.control_ring) {
                rings.control_ring = result.control_ring->counts(m_options.before, m_options.after);
                if (m_options.comparison == SideComparison::kByArea) {
                    rings.ring_area_ratio = result.ring->total_km2() / result.control_ring->total_km2();
                }
            }
            result.with_rings = weighted_difference(rings);
            const double w = input.window_ratio;
            const auto scaled = [w](BeforeAfter c) { return BeforeAfter{c.before * w, c.after}; };
            result.quotient =
                displacement_quotient(scaled(input.treated), scaled(*rings.treated_ring), scaled(input.control));
        }
        const auto treated_places = static_cast<double>(result.treated.days.size());
        for (std::size_t i = 0; i < result.treated.days.size(); ++i) {
            DifferenceInput site = input;
            site.treated = {count_in(result.treated.days[i], m_options.before),
                            count_in(result.treated.days[i], m_options.after)};
            site.area_ratio = m_options.comparison == SideComparison::kByArea ? result.treated.area_km2[i] / control_km2
                                                                              : 1.0 / treated_places;
            result.sites.push_back(weighted_difference(site));
        }
        for (const auto& [name, window] : {std::pair{"just_before", window_just_before(m_options.after)},
                                           std::pair{"year_before", same_period_a_year_before(m_options.after)}}) {
            if (window == m_options.before || start_of(window) < m_first_day) {
                continue;
            }
            OtherWindow other{name,
                              window,
                              result.treated.counts(window, m_options.after),
                              result.control.counts(window, m_options.after),
                              {}};
            DifferenceInput again = input;
            again.treated = other.treated;
            again.control = other.control;
            again.window_ratio = static_cast<double>(m_options.after.days()) / window.days();
            other.difference = weighted_difference(again);
            result.others.push_back(other);
        }
    }

    void cool(Evaluation& result) {
        try {
            result.cooling = estimate_cooling({m_point, m_day}, m_options, result);
        } catch (const Error& error) {
            if (error.key() != "error.cells-too-many") {
                throw;
            }
            m_summary.findings.push_back({Severity::kNote, "finding.evaluate-no-cooling", {}});
        }
    }

    const EvaluateOptions& m_options;
    Progress& m_progress;
    EvaluateSummary m_summary;
    std::vector<ProjectedPoint> m_point;
    std::vector<double> m_day;
    double m_first_day = 0.0;
    double m_last_day = 0.0;
};

}  // namespace

DayWindow day_window(const TimeWindow& window) {
    return {start_of(window), end_of(window)};
}

double EvaluatedSide::total_km2() const {
    return std::accumulate(area_km2.begin(), area_km2.end(), 0.0);
}

BeforeAfter EvaluatedSide::counts(const TimeWindow& before, const TimeWindow& after) const {
    BeforeAfter sum;
    for (const std::vector<double>& own : days) {
        sum.before += count_in(own, before);
        sum.after += count_in(own, after);
    }
    return sum;
}

EvaluateSummary evaluate_points(const EvaluateOptions& options, PointInput points, Progress& progress) {
    if (options.after.from <= options.before.to || options.before.days() < 1 || options.after.days() < 1) {
        throw Error(ErrorCode::kUsage, "error.evaluate-windows",
                    {{"before", iso_date(options.before.to)}, {"after", iso_date(options.after.from)}});
    }
    return Evaluator(options, progress).evaluate(std::move(points));
}

EvaluateSummary run_evaluate(const EvaluateRequest& request, Progress& progress) {
    if (request.output.extension() != ".json") {
        throw Error(ErrorCode::kUsage, "error.evaluate-output", {{"file", request.output.string()}});
    }
    StagedFile staged(request.output);
    EvaluateSummary summary =
        evaluate_points(request.options, read_points(request.options.sources, progress), progress);
    write_text_file(staged.path(), json_text(evaluate_record(request.options, summary, request.command)) + "\n");
    progress.throw_if_cancelled();
    staged.commit();
    return summary;
}

}  // namespace diaban
