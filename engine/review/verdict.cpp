#include "engine/review/verdict.hpp"

namespace diaban {

Verdicts decide(const Project& project, const EvidenceResult& evidence,
                const std::vector<std::vector<EarlierReview>>& history) {
    const LocalDay as_of = *project.project.as_of;
    const LocalDay year_start = year_containing(as_of, project.periods.year_start).from;
    Verdicts verdicts;
    verdicts.areas.resize(evidence.areas.size());
    if (!history.empty()) {
        verdicts.year.emplace();
    }
    std::vector<std::optional<AreaClass>> forced;
    if (project.classify.force_split) {
        forced = force_split(evidence.areas, *project.classify.force_split);
    }
    static const std::vector<EarlierReview> kNoHistory;
    for (std::size_t i = 0; i < evidence.areas.size(); ++i) {
        if (!evidence.areas[i]) {
            continue;
        }
        const std::vector<EarlierReview>& reviews = history.empty() ? kNoHistory : history[i];
        AreaVerdict verdict;
        verdict.memory = remember(reviews, {evidence.areas[i]->area_class, evidence.areas[i]->p_elevated_now > 0.5},
                                  as_of, project.classify.rule.watch_months);
        verdict.area_class = forced.empty() ? verdict.memory.area_class : *forced[i];
        verdict.forced = !forced.empty();
        if (verdicts.year) {
            add_to_indicators(*verdicts.year, reviews, verdict.memory, year_start);
        }
        verdicts.areas[i] = verdict;
    }
    return verdicts;
}

PresentReview present_review(LocalDay as_of, const std::string& rule, const Verdicts& verdicts) {
    PresentReview present{as_of, {}};
    for (const auto& verdict : verdicts.areas) {
        present.review.push_back(
            verdict ? std::optional<EarlierReview>({as_of, verdict->area_class, verdict->memory.status, rule})
                    : std::nullopt);
    }
    return present;
}

}  // namespace diaban
