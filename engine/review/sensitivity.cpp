#include "engine/review/sensitivity.hpp"

#include <algorithm>
#include <array>

#include "engine/review/class_counts.hpp"
#include "layers/base/parallel_chunks.hpp"
#include "layers/base/random.hpp"
#include "layers/read/number_text.hpp"
#include "layers/read/read_table.hpp"

namespace diaban {

namespace {

constexpr std::uint32_t kBootstrapStream = 0x53454E53;  // "SENS"

using Classes = std::vector<std::optional<AreaClass>>;

Classes classes_of(const ClassCounts& counts, const EvidenceRule& rule, std::size_t areas) {
    Classes classes(areas);
    const auto found = class_probabilities_by_evidence(counts.input(), rule);
    for (std::size_t k = 0; k < found.size(); ++k) {
        if (found[k]) {
            classes[counts.area[k]] = found[k]->likeliest();
        }
    }
    return classes;
}

/// The same days so many months later; what a month does not have becomes its last day.
TimeWindow months_later(const TimeWindow& window, int months) {
    const auto later = [months](LocalDay day) {
        const std::chrono::year_month_day date{day};
        const std::chrono::year_month month = date.year() / date.month() + std::chrono::months{months};
        return LocalDay{month / std::min(date.day(), (month / std::chrono::last).day())};
    };
    return {later(window.from), later(window.to)};
}

/// Residents as another column of the areas says them; empty where it cannot be read for an area that takes part.
std::optional<std::vector<double>> other_population(const ProjectData& data, const std::string& name) {
    const Column* column = data.areas.attributes.find(name);
    if (column == nullptr) {
        return std::nullopt;
    }
    std::vector<double> size;
    for (std::size_t i = 0; i < data.areas.size(); ++i) {
        const auto value = parse_count(cell_text(*column, i));
        if (!value && data.areas.on_watch[i] != 0) {
            return std::nullopt;
        }
        size.push_back(value.value_or(0.0));
    }
    return size;
}

class Study {
public:
    Study(const Project& project, const ProjectData& data, const Analysis& analysis, unsigned threads)
        : m_project(project), m_data(data), m_analysis(analysis), m_threads(threads) {
        for (std::size_t i = 0; i < data.areas.size(); ++i) {
            m_km2.push_back(to_km2(analysis.area[i]));
            m_size.push_back(analysis.exposure_basis == ExposureBasis::kResidents
                                 ? data.areas.population[i].value_or(0.0)
                                 : m_km2.back());
        }
        const std::vector<LocalTime>& times = data.incidents.incidents.time;
        if (!times.empty()) {
            const auto [first, last] = std::minmax_element(times.begin(), times.end());
            m_first = day_of(*first);
            m_last = day_of(*last);
        }
    }

    Sensitivity run() {
        const PeriodsSection& periods = m_project.periods;
        for (const auto& [name, months] : {std::pair{"month-earlier", -1}, std::pair{"month-later", 1}}) {
            other_windows(name, months_later(periods.baseline, months), months_later(periods.current, months));
        }
        if (const TimeWindow before = window_just_before(periods.current); before != periods.baseline) {
            other_windows("just-before", before, periods.current);
        }
        const auto& watch = m_data.areas.on_watch;
        if (std::count(watch.begin(), watch.end(), 0) > 0) {
            add("all-areas", class_counts(windows(), m_size, std::vector<std::uint8_t>(watch.size(), 1)));
        }
        other_source();
        if (m_analysis.exposure_basis == ExposureBasis::kResidents) {
            add("by-area", class_counts(windows(), m_km2, watch));
        }
        if (const std::string& name = m_project.classify.other_population; !name.empty()) {
            if (const auto size = other_population(m_data, name)) {
                add("other-population", class_counts(windows(), *size, watch));
            } else {
                m_result.findings.push_back(
                    {Severity::kWarning, "finding.other-population-unusable", {{"field", name}}});
            }
        }
        bootstrap();
        settle_shares();
        return std::move(m_result);
    }

private:
    [[nodiscard]] CountedWindows windows() const {
        return {m_analysis.baseline, m_analysis.current, m_project.classify.incidents};
    }

    [[nodiscard]] std::optional<AreaClass> own_class(std::size_t i) const {
        const auto& evidence = m_analysis.evidence.areas[i];
        return evidence ? std::optional<AreaClass>(evidence->area_class) : std::nullopt;
    }

    void add(const std::string& name, const ClassCounts& counts) {
        double sum = 0.0;
        for (std::size_t k = 0; k < counts.area.size(); ++k) {
            sum += counts.baseline_count[k] + counts.current_count[k];
        }
        if (!(sum > 0.0)) {
            m_result.findings.push_back({Severity::kNote, "finding.variant-without-incidents", {{"variant", name}}});
            return;
        }
        SensitivityVariant variant;
        variant.name = name;
        variant.area_class = classes_of(counts, m_project.classify.rule.evidence, m_size.size());
        variant.share.resize(m_size.size());
        for (std::size_t i = 0; i < m_size.size(); ++i) {
            if (variant.area_class[i] && own_class(i)) {
                variant.share[i] = *variant.area_class[i] == *own_class(i) ? 1.0 : 0.0;
            } else {
                variant.area_class[i] = std::nullopt;
            }
        }
        m_result.variants.push_back(std::move(variant));
    }

    void other_windows(const char* name, const TimeWindow& baseline, const TimeWindow& current) {
        if (baseline.from < m_first) {
            m_result.findings.push_back(
                {Severity::kNote,
                 "finding.variant-before-data",
                 {{"variant", name}, {"from", iso_date(baseline.from)}, {"first", iso_date(m_first)}}});
            return;
        }
        // The review's own window may end on quiet days; a later one must not end after the data.
        if (current.to > std::max(m_last, m_project.periods.current.to)) {
            m_result.findings.push_back(
                {Severity::kNote,
                 "finding.variant-after-data",
                 {{"variant", name}, {"to", iso_date(current.to)}, {"last", iso_date(m_last)}}});
            return;
        }
        const auto count = [&](const TimeWindow& window) {
            const IncidentSet& incidents = m_data.incidents.incidents;
            return count_window(incidents, incidents.area_of, m_size.size(), window);
        };
        const WindowCounts before = count(baseline);
        const WindowCounts now = count(current);
        add(name, class_counts({before, now, m_project.classify.incidents}, m_size, m_data.areas.on_watch));
    }

    void other_source() {
        const auto& detected = m_data.incidents.incidents.detected_by_police;
        if (std::count(detected.begin(), detected.end(), 1) == 0) {
            return;
        }
        const bool all = m_project.classify.incidents == CountedIncidents::kAll;
        add(all ? "reported-only" : "with-detected",
            class_counts(
                {m_analysis.baseline, m_analysis.current, all ? CountedIncidents::kReported : CountedIncidents::kAll},
                m_size, m_data.areas.on_watch));
    }

    void bootstrap() {
        // Beyond a few hundred areas the share over all of them settles with fewer draws; minutes are not worth its
        // last digit.
        const std::size_t affordable = std::max<std::size_t>(10, 20000 / std::max<std::size_t>(1, m_size.size()));
        const std::size_t draws = std::min(m_project.classify.sensitivity_draws, affordable);
        if (draws == 0) {
            return;
        }
        const ClassCounts own = class_counts(windows(), m_size, m_data.areas.on_watch);
        const double r0 = m_analysis.evidence.reference_rate;
        std::vector<Classes> drawn(draws);
        for_each_chunk(draws, 1, m_threads, [&](std::size_t draw, std::size_t, std::size_t) {
            RandomSequence random(m_project.project.seed, kBootstrapStream, draw);
            ClassCounts counts = own;
            double sum = 0.0;
            for (std::size_t k = 0; k < counts.area.size(); ++k) {
                if (const auto& evidence = m_analysis.evidence.areas[counts.area[k]]) {
                    counts.baseline_count[k] = random.poisson(evidence->baseline_risk * r0 * own.baseline_exposure[k]);
                    counts.current_count[k] = random.poisson(evidence->relative_risk * r0 * own.current_exposure[k]);
                    sum += counts.baseline_count[k] + counts.current_count[k];
                }
            }
            drawn[draw] = sum > 0.0 ? classes_of(counts, m_project.classify.rule.evidence, m_size.size())
                                    : Classes(m_size.size());
        });
        SensitivityVariant variant;
        variant.name = "bootstrap";
        variant.area_class.resize(m_size.size());
        variant.share.resize(m_size.size());
        for (std::size_t i = 0; i < m_size.size(); ++i) {
            if (!own_class(i)) {
                continue;
            }
            std::array<std::size_t, 3> times{};
            for (const Classes& classes : drawn) {
                if (classes[i]) {
                    ++times[static_cast<std::size_t>(*classes[i])];
                }
            }
            // Ties go to the graver class, as everywhere.
            std::size_t most = 2;
            for (const std::size_t candidate : {1, 0}) {
                most = times[candidate] > times[most] ? candidate : most;
            }
            variant.area_class[i] = static_cast<AreaClass>(most);
            variant.share[i] =
                static_cast<double>(times[static_cast<std::size_t>(*own_class(i))]) / static_cast<double>(draws);
        }
        m_result.variants.push_back(std::move(variant));
    }

    void settle_shares() {
        m_result.class_share.resize(m_size.size());
        for (std::size_t i = 0; i < m_size.size(); ++i) {
            double sum = 0.0;
            std::size_t count = 0;
            for (const SensitivityVariant& variant : m_result.variants) {
                if (variant.share[i]) {
                    sum += *variant.share[i];
                    ++count;
                }
            }
            if (count > 0) {
                m_result.class_share[i] = sum / static_cast<double>(count);
            }
        }
    }

    const Project& m_project;
    const ProjectData& m_data;
    const Analysis& m_analysis;
    unsigned m_threads;
    std::vector<double> m_size;
    std::vector<double> m_km2;
    LocalDay m_first{};
    LocalDay m_last{};
    Sensitivity m_result;
};

}  // namespace

Sensitivity study_sensitivity(const Project& project, const ProjectData& data, const Analysis& analysis,
                              unsigned threads) {
    return Study(project, data, analysis, threads).run();
}

}  // namespace diaban
