#include "engine/classify/memory.hpp"

#include <algorithm>

namespace diaban {

namespace {

bool is_being_worked_on(ReviewStatus status) {
    return status == ReviewStatus::kProposed || status == ReviewStatus::kBeingTurnedAround ||
           status == ReviewStatus::kNotPassed || status == ReviewStatus::kRelapsed;
}

bool is_on_watch_after_passing(ReviewStatus status) {
    return status == ReviewStatus::kPassed || status == ReviewStatus::kWatched;
}

std::optional<ReviewStatus> status_of(const EarlierReview& review) {
    if (review.status || review.area_class == AreaClass::kStable) {
        return review.status;
    }
    return ReviewStatus::kBeingTurnedAround;
}

bool is_on_the_list(const EarlierReview& review) {
    const auto status = status_of(review);
    return status && *status != ReviewStatus::kOffTheList;
}

/// The first review of the unbroken run at the end for which `holds`.
template <typename Condition>
std::optional<LocalDay> start_of_last_run(std::span<const EarlierReview> history, Condition holds) {
    std::optional<LocalDay> start;
    for (auto review = history.rbegin(); review != history.rend() && holds(*review); ++review) {
        start = review->date;
    }
    return start;
}

ReviewStatus status_when_elevated(std::optional<ReviewStatus> last, AreaClass by_rule) {
    if (!last) {
        return ReviewStatus::kProposed;
    }
    if (is_on_watch_after_passing(*last) || *last == ReviewStatus::kOffTheList) {
        return ReviewStatus::kRelapsed;
    }
    const bool had_its_time = *last == ReviewStatus::kBeingTurnedAround || *last == ReviewStatus::kNotPassed;
    return had_its_time && by_rule == AreaClass::kComplex ? ReviewStatus::kNotPassed : ReviewStatus::kBeingTurnedAround;
}

}  // namespace

LocalDay months_later(LocalDay day, unsigned months) {
    const std::chrono::year_month_day date{day};
    const std::chrono::year_month month = date.year() / date.month() + std::chrono::months{months};
    const std::chrono::day last = (month / std::chrono::last).day();
    return LocalDay{month / std::min(date.day(), last)};
}

RememberedClass remember(std::span<const EarlierReview> history, const PresentFinding& present, LocalDay as_of,
                         unsigned watch_months) {
    RememberedClass now;
    now.area_class = present.area_class;
    const std::optional<ReviewStatus> last = history.empty() ? std::nullopt : status_of(history.back());
    if (!history.empty()) {
        now.previous_class = history.back().area_class;
    }
    now.entered = start_of_last_run(history, is_on_the_list);
    if (present.elevated_now && present.area_class != AreaClass::kStable) {
        now.status = status_when_elevated(last, present.area_class);
        if (!now.entered) {
            now.entered = as_of;
        }
        return now;
    }
    if (!last) {
        return now;
    }
    if (*last == ReviewStatus::kOffTheList) {
        now.status = last;
        now.left =
            start_of_last_run(history, [](const EarlierReview& r) { return r.status == ReviewStatus::kOffTheList; });
        return now;
    }
    if (is_being_worked_on(*last)) {
        now.status = ReviewStatus::kPassed;
        now.below_since = as_of;
    } else {
        now.below_since = start_of_last_run(
            history, [](const EarlierReview& r) { return r.status && is_on_watch_after_passing(*r.status); });
        const bool watch_is_over = as_of >= months_later(*now.below_since, watch_months);
        if (watch_is_over && present.area_class == AreaClass::kStable) {
            now.status = ReviewStatus::kOffTheList;
            now.left = as_of;
            return now;
        }
        now.status = ReviewStatus::kWatched;
    }
    now.held = present.area_class == AreaClass::kStable;
    now.area_class = AreaClass::kContained;
    return now;
}

void add_to_indicators(YearIndicators& year, std::span<const EarlierReview> history, const RememberedClass& now,
                       LocalDay year_start) {
    const auto first_of_year =
        std::find_if(history.begin(), history.end(), [&](const EarlierReview& r) { return r.date >= year_start; });
    const auto opening = first_of_year == history.begin() ? history.begin() : first_of_year - 1;
    bool worked_on = false;
    bool passed = false;
    bool relapsed = false;
    for (auto review = opening; review != history.end(); ++review) {
        const auto status = status_of(*review);
        if (!status) {
            continue;
        }
        worked_on = worked_on || is_being_worked_on(*status);
        passed = passed || is_on_watch_after_passing(*status) || *status == ReviewStatus::kOffTheList;
        // A relapse that opened the year belongs to the year before.
        relapsed = relapsed || (*status == ReviewStatus::kRelapsed && review->date >= year_start);
    }
    const bool good_now =
        now.status && (is_on_watch_after_passing(*now.status) || *now.status == ReviewStatus::kOffTheList);
    relapsed = relapsed || now.status == ReviewStatus::kRelapsed;
    year.to_be_turned_around += worked_on ? 1 : 0;
    year.turned_around += worked_on && good_now ? 1 : 0;
    year.passed_before += passed ? 1 : 0;
    year.not_relapsed += passed && !relapsed ? 1 : 0;
}

}  // namespace diaban
