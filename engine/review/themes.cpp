#include "engine/review/themes.hpp"

#include <algorithm>
#include <set>

#include "engine/input/area_lookup.hpp"
#include "engine/review/area_hierarchy.hpp"
#include "layers/base/ascii_text.hpp"
#include "layers/read/number_text.hpp"
#include "layers/read/read_table.hpp"

namespace diaban {

namespace {

constexpr const char* kYes[] = {"1", "x", "X", "có", "Có", "CÓ", "đạt", "Đạt", "ĐẠT", "yes", "Yes", "true", "True"};
constexpr const char* kNo[] = {"0",         "không",    "Không",    "KHÔNG", "chưa", "Chưa",  "không đạt",
                               "Không đạt", "chưa đạt", "Chưa đạt", "no",    "No",   "false", "False"};

/// "1.756" and "1,756" are one and a bit, or a thousand and more: nobody can tell.
bool is_ambiguous(const std::string& text) {
    const std::size_t mark = text.find_first_of(".,");
    return mark != std::string::npos && mark > 0 && text.find_first_of(".,", mark + 1) == std::string::npos &&
           text.size() - mark == 4 && text.front() != '0';
}

/// Everything of one theme: where its units are, what they are asked, what was not found.
class ThemeStudy {
public:
    ThemeStudy(const ThemeContext& context, std::size_t theme, std::vector<Finding>& findings)
        : m_context(context), m_theme(context.project.themes[theme]), m_findings(findings) {
        m_result.theme = theme;
        m_set = &context.areas;
        for (std::size_t k = 0; k < context.project.levels.size(); ++k) {
            if (context.project.levels[k].level == m_theme.level) {
                m_result.level = k;
                m_set = &context.levels[k].set;
            }
        }
        m_area_of = only_categories(context.data.incidents.incidents, m_set->area_of, m_theme.categories);
        m_result.units.resize(units().size());
    }

    ThemeResult run() {
        tell_absent_categories();
        m_result.baseline = m_context.project.periods.baseline;
        m_result.current = m_context.project.periods.current;
        if (m_theme.criteria) {
            by_criteria(*m_theme.criteria);
        } else {
            by_evidence();
        }
        tell_absent_fields();
        return std::move(m_result);
    }

private:
    [[nodiscard]] const AreaLayer& units() const { return *m_set->units; }

    [[nodiscard]] WindowCounts count(const std::vector<std::uint32_t>& area_of, const TimeWindow& window) const {
        return count_window(m_context.data.incidents.incidents, area_of, units().size(), window);
    }

    [[nodiscard]] std::uint64_t counted(const WindowCounts& counts, std::size_t unit) const {
        return counts.incidents[unit] -
               (m_theme.incidents == CountedIncidents::kReported ? counts.detected_by_police[unit] : 0);
    }

    void by_evidence() {
        const WindowCounts before = count(m_area_of, m_result.baseline);
        const WindowCounts now = count(m_area_of, m_result.current);
        const auto evidence =
            classify_units(*m_set, {before, now, m_theme.incidents}, m_theme.evidence.evidence, m_context.threads);
        if (!evidence) {
            m_findings.push_back({Severity::kWarning, "finding.theme-without-incidents", {{"theme", m_theme.name}}});
        }
        for (std::size_t i = 0; i < units().size(); ++i) {
            if (units().on_watch[i] != 0) {
                ThemeUnit unit;
                unit.n_baseline = counted(before, i);
                unit.n_current = counted(now, i);
                unit.evidence = evidence ? evidence->areas[i] : std::nullopt;
                m_result.units[i] = std::move(unit);
            }
        }
    }

    void by_criteria(const CriteriaRule& rule) {
        const LocalDay as_of = *m_context.project.project.as_of;
        m_result.current = criteria_window(rule, m_result.current, as_of);
        m_result.baseline = same_period_a_year_before(m_result.current);
        if (rule.year_start && m_result.current.to > m_context.project.periods.current.to) {
            m_findings.push_back({Severity::kWarning,
                                  "finding.theme-window-later",
                                  {{"theme", m_theme.name}, {"to", iso_date(m_result.current.to)}}});
        }
        find_children();
        const WindowCounts before = count(m_area_of, m_result.baseline);
        const WindowCounts now = count(m_area_of, m_result.current);
        prepare_tests(rule);
        for (std::size_t i = 0; i < units().size(); ++i) {
            if (units().on_watch[i] == 0) {
                continue;
            }
            ThemeUnit unit;
            unit.n_baseline = counted(before, i);
            unit.n_current = counted(now, i);
            std::size_t prepared = 0;
            for (const CriteriaClass& a_class : rule.classes) {
                std::vector<ConditionFinding> conditions;
                std::vector<ConditionState> states;
                for (const CriteriaCondition& condition : a_class.conditions) {
                    conditions.push_back(judge(condition, i, prepared));
                    states.push_back(conditions.back().state);
                }
                unit.tallies.push_back(tally_conditions(states, a_class.at_least));
                unit.conditions.push_back(std::move(conditions));
            }
            unit.outcome = criteria_outcome(unit.tallies);
            m_result.units[i] = std::move(unit);
        }
    }

    void find_children() {
        if (m_theme.children.empty()) {
            return;
        }
        if (m_theme.children == "areas") {
            m_children = &m_context.data.areas;
        }
        for (std::size_t k = 0; k < m_context.project.levels.size(); ++k) {
            if (m_context.project.levels[k].level == m_theme.children) {
                m_children = &m_context.data.levels[k];
            }
        }
        m_parent = parents_of(*m_children, units(), m_context.threads);
    }

    /// The values of every test, unit by unit, in the order in which the rule names the tests.
    void prepare_tests(const CriteriaRule& rule) {
        for (const CriteriaClass& a_class : rule.classes) {
            for (const CriteriaCondition& condition : a_class.conditions) {
                for (const CriteriaTest& test : condition.any) {
                    m_values.push_back(values_of(test));
                }
            }
        }
    }

    const Column* column_of(const AreaLayer& layer, const std::string& name) {
        const auto mapped = m_theme.fields.find(name);
        const std::string& field = mapped != m_theme.fields.end() ? mapped->second : name;
        const Column* column = layer.attributes.find(field);
        if (column == nullptr) {
            m_absent.insert(field);
        }
        return column;
    }

    std::vector<std::optional<double>> values_of(const CriteriaTest& test) {
        std::vector<std::optional<double>> values(units().size());
        switch (test.value) {
            case CriteriaValue::kField:
                if (const Column* column = column_of(units(), test.field)) {
                    for (std::size_t i = 0; i < values.size(); ++i) {
                        values[i] = attribute_number(*column, i);
                    }
                }
                break;
            case CriteriaValue::kIncidents: {
                const WindowCounts counts = count(
                    only_categories(m_context.data.incidents.incidents, m_area_of, test.categories), m_result.current);
                for (std::size_t i = 0; i < values.size(); ++i) {
                    values[i] = static_cast<double>(counted(counts, i));
                }
                break;
            }
            case CriteriaValue::kChildrenShare:
                values = children_share(test.field);
                break;
        }
        const Column* over = test.over.empty() ? nullptr : column_of(units(), test.over);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i]) {
                *values[i] *= test.times;
            }
            if (!test.over.empty()) {
                values[i] = divided(values[i], over != nullptr ? attribute_number(*over, i) : std::nullopt);
            }
            if (test.per_residents) {
                values[i] = divided(values[i], units().population[i]);
                if (values[i]) {
                    *values[i] *= *test.per_residents;
                }
            }
        }
        return values;
    }

    static std::optional<double> divided(const std::optional<double>& value, const std::optional<double>& by) {
        return value && by && *by > 0.0 ? std::optional<double>(*value / *by) : std::nullopt;
    }

    /// Percent of the units below that say yes. One that does not say leaves the share unknown: it could be either.
    std::vector<std::optional<double>> children_share(const std::string& field) {
        std::vector<std::optional<double>> share(units().size());
        const Column* column = m_children != nullptr ? column_of(*m_children, field) : nullptr;
        if (column == nullptr) {
            return share;
        }
        std::vector<std::size_t> all(units().size(), 0);
        std::vector<std::size_t> yes(units().size(), 0);
        std::vector<std::uint8_t> silent(units().size(), 0);
        for (std::size_t child = 0; child < m_children->size(); ++child) {
            if (const auto& parent = m_parent[child]) {
                const auto answer = attribute_number(*column, child);
                ++all[*parent];
                yes[*parent] += answer && *answer >= 1.0 ? 1 : 0;
                if (!answer) {
                    silent[*parent] = 1;
                }
            }
        }
        for (std::size_t i = 0; i < share.size(); ++i) {
            if (all[i] > 0 && silent[i] == 0) {
                share[i] = 100.0 * static_cast<double>(yes[i]) / static_cast<double>(all[i]);
            }
        }
        return share;
    }

    [[nodiscard]] ConditionFinding judge(const CriteriaCondition& condition, std::size_t unit,
                                         std::size_t& prepared) const {
        ConditionFinding finding;
        std::vector<ConditionState> states;
        bool any_band = false;
        for (const CriteriaTest& test : condition.any) {
            const std::optional<double>& value = m_values[prepared++][unit];
            states.push_back(test_value(value, test.band));
            const bool first_met = states.back() == ConditionState::kMet &&
                                   std::count(states.begin(), states.end(), ConditionState::kMet) == 1;
            if (value && (!finding.value || first_met)) {
                finding.value = value;
            }
            any_band = any_band || test.band.known();
        }
        finding.state = any_of(states);
        finding.band_missing = finding.state == ConditionState::kUnknown && !any_band;
        return finding;
    }

    void tell_absent_categories() {
        const auto& known = m_context.data.incidents.incidents.categories;
        std::set<std::string> wanted(m_theme.categories.begin(), m_theme.categories.end());
        if (m_theme.criteria) {
            for (const CriteriaClass& a_class : m_theme.criteria->classes) {
                for (const CriteriaCondition& condition : a_class.conditions) {
                    for (const CriteriaTest& test : condition.any) {
                        wanted.insert(test.categories.begin(), test.categories.end());
                    }
                }
            }
        }
        std::string absent;
        for (const std::string& category : wanted) {
            if (std::find(known.begin(), known.end(), category) == known.end()) {
                absent += (absent.empty() ? "'" : ", '") + category + "'";
            }
        }
        if (!absent.empty()) {
            m_findings.push_back({Severity::kWarning,
                                  "finding.theme-category-absent",
                                  {{"theme", m_theme.name}, {"categories", absent}}});
        }
    }

    void tell_absent_fields() {
        std::string absent;
        for (const std::string& field : m_absent) {
            absent += (absent.empty() ? "'" : ", '") + field + "'";
        }
        if (!absent.empty()) {
            m_findings.push_back(
                {Severity::kWarning, "finding.theme-field-absent", {{"theme", m_theme.name}, {"fields", absent}}});
        }
    }

    const ThemeContext& m_context;
    const ThemeSection& m_theme;
    std::vector<Finding>& m_findings;
    const UnitSet* m_set = nullptr;
    std::vector<std::uint32_t> m_area_of;
    const AreaLayer* m_children = nullptr;
    std::vector<std::optional<std::size_t>> m_parent;
    std::vector<std::vector<std::optional<double>>> m_values;
    std::set<std::string> m_absent;
    ThemeResult m_result;
};

}  // namespace

std::optional<double> attribute_number(const Column& column, std::size_t row) {
    if (const auto* reals = std::get_if<RealValues>(&column.values)) {
        return (*reals)[row];
    }
    if (const auto* integers = std::get_if<IntegerValues>(&column.values)) {
        return (*integers)[row] ? std::optional<double>(static_cast<double>(*(*integers)[row])) : std::nullopt;
    }
    if (const auto* booleans = std::get_if<BooleanValues>(&column.values)) {
        return (*booleans)[row] ? std::optional<double>(*(*booleans)[row] ? 1.0 : 0.0) : std::nullopt;
    }
    const std::string text = std::string(trimmed(cell_text(column, row)));
    if (std::find(std::begin(kYes), std::end(kYes), text) != std::end(kYes)) {
        return 1.0;
    }
    if (std::find(std::begin(kNo), std::end(kNo), text) != std::end(kNo)) {
        return 0.0;
    }
    return is_ambiguous(text) ? std::nullopt : parse_decimal(text);
}

std::vector<ThemeResult> classify_themes(const ThemeContext& context, std::vector<Finding>& findings) {
    std::vector<ThemeResult> results;
    for (std::size_t theme = 0; theme < context.project.themes.size(); ++theme) {
        results.push_back(ThemeStudy(context, theme, findings).run());
    }
    return results;
}

}  // namespace diaban
