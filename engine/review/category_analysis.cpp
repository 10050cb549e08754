#include "engine/review/category_analysis.hpp"

#include <algorithm>
#include <map>

namespace diaban {

namespace {

double counted(const WindowCounts& counts, std::size_t unit, CountedIncidents incidents) {
    return static_cast<double>(counts.incidents[unit] -
                               (incidents == CountedIncidents::kReported ? counts.detected_by_police[unit] : 0));
}

std::vector<WeightedSum> harm_of(const std::vector<CategoryAnalysis>& categories,
                                 WindowCounts CategoryAnalysis::*window, const Project& project, std::size_t units) {
    std::vector<double> weight;
    for (const CategoryAnalysis& category : categories) {
        weight.push_back(category.weight.value_or(1.0));
    }
    std::vector<WeightedSum> harm;
    for (std::size_t i = 0; i < units; ++i) {
        std::vector<double> count;
        for (const CategoryAnalysis& category : categories) {
            count.push_back(counted(category.*window, i, project.classify.incidents));
        }
        harm.push_back(weighted_sum(count, weight, project.classify.rule.evidence.interval));
    }
    return harm;
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? "'" : ", '") + name + "'";
    }
    return text;
}

}  // namespace

CategoryAnalyses analyse_categories(const Project& project, const IncidentSet& incidents, const UnitSet& set,
                                    unsigned threads) {
    CategoryAnalyses result;
    std::vector<std::uint64_t> rows(incidents.categories.size(), 0);
    for (const CategoryIndex category : incidents.category) {
        ++rows[category];
    }
    std::vector<std::string> names;
    for (std::size_t k = 0; k < rows.size(); ++k) {
        if (rows[k] > 0) {
            names.push_back(incidents.categories[k]);
        }
    }
    std::sort(names.begin(), names.end());
    const bool has_categories = names.size() > 1 || (names.size() == 1 && !names.front().empty());
    const std::map<std::string, double>& severity = project.classify.severity;
    if (!has_categories || (!project.classify.by_category && severity.empty())) {
        if (!severity.empty()) {
            result.findings.push_back({Severity::kWarning, "finding.severity-without-categories", {}});
        }
        return result;
    }
    const std::size_t units = set.units->size();
    std::vector<std::string> without_weight;
    for (const std::string& name : names) {
        const std::vector<std::uint32_t> area_of = only_categories(incidents, set.area_of, {name});
        CategoryAnalysis category;
        category.category = name;
        category.baseline = count_window(incidents, area_of, units, project.periods.baseline);
        category.current = count_window(incidents, area_of, units, project.periods.current);
        if (const auto weight = severity.find(name); weight != severity.end()) {
            category.weight = weight->second;
        } else if (!severity.empty()) {
            without_weight.push_back(name);
        }
        if (project.classify.by_category) {
            category.evidence = classify_units(set, {category.baseline, category.current, project.classify.incidents},
                                               project.classify.rule.evidence, threads)
                                    .value_or(EvidenceResult{});
        }
        result.categories.push_back(std::move(category));
    }
    if (!severity.empty()) {
        result.harm_baseline = harm_of(result.categories, &CategoryAnalysis::baseline, project, units);
        result.harm_current = harm_of(result.categories, &CategoryAnalysis::current, project, units);
        std::vector<std::string> absent;
        for (const auto& [name, weight] : severity) {
            if (!std::binary_search(names.begin(), names.end(), name)) {
                absent.push_back(name);
            }
        }
        if (!absent.empty()) {
            result.findings.push_back(
                {Severity::kWarning, "finding.severity-category-absent", {{"categories", listed(absent)}}});
        }
        if (!without_weight.empty()) {
            result.findings.push_back(
                {Severity::kWarning, "finding.severity-missing", {{"categories", listed(without_weight)}}});
        }
    }
    return result;
}

}  // namespace diaban
