#include "engine/input/review_register.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/classify/area_class.hpp"
#include "engine/input/area_lookup.hpp"
#include "engine/input/carried_reviews.hpp"
#include "layers/base/ascii_text.hpp"
#include "layers/read/column_time.hpp"
#include "layers/read/read_table.hpp"
#include "layers/read/row_numbering.hpp"
#include "layers/text/csv_table.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

namespace {

constexpr std::array kAllStatuses = {
    ReviewStatus::kProposed,   ReviewStatus::kBeingTurnedAround, ReviewStatus::kPassed,  ReviewStatus::kWatched,
    ReviewStatus::kOffTheList, ReviewStatus::kNotPassed,         ReviewStatus::kRelapsed};

/// A status by its code or its word in either language.
std::optional<ReviewStatus> status_from_text(const std::string& text) {
    for (const ReviewStatus status : kAllStatuses) {
        const std::string key = std::string("class.status-") + status_value(status);
        if (text == status_value(status) || text == catalogue(Language::kVietnamese).say(key) ||
            text == catalogue(Language::kEnglish).say(key)) {
            return status;
        }
    }
    return std::nullopt;
}

TimeFormat format_of(const Column& dates, const std::string& source) {
    DateOrderDetector detector;
    for (std::size_t row = 0; row < dates.size(); ++row) {
        if (const std::string text = std::string(trimmed(cell_text(dates, row))); !text.empty()) {
            detector.add(text);
        }
    }
    TimeFormat format;
    format.order = detector.decide(source, dates.name);
    return format;
}

RejectedRow rejected_row(const Table& table, const std::string& source, std::size_t row) {
    RejectedRow rejected;
    rejected.source = source;
    rejected.row = row + 1;
    for (const Column& column : table.columns) {
        rejected.fields.push_back(cell_text(column, row));
    }
    return rejected;
}

/// By what an earlier review was decided: a register's own column, or those of a layer of areas.
struct RuleColumns {
    const Column* rule;
    const Column* hash;
    const Column* forced;

    [[nodiscard]] std::string of(std::size_t row) const {
        if (rule == nullptr) {
            return "";
        }
        std::string text = std::string(trimmed(cell_text(*rule, row)));
        if (hash != nullptr) {
            text += " (" + std::string(trimmed(cell_text(*hash, row))) + ")";
        }
        const std::string is_forced = forced != nullptr ? cell_text(*forced, row) : "";
        return text + (is_forced == "true" || is_forced == "1" ? " forced-split" : "");
    }
};

/// False where there is a review of that day already.
bool insert_by_date(std::vector<EarlierReview>& history, const EarlierReview& review) {
    const auto place = std::lower_bound(history.begin(), history.end(), review,
                                        [](const auto& a, const auto& b) { return a.date < b.date; });
    if (place != history.end() && place->date == review.date) {
        return false;
    }
    history.insert(place, review);
    return true;
}

}  // namespace

const char* status_value(ReviewStatus status) {
    switch (status) {
        case ReviewStatus::kProposed:
            return "proposed";
        case ReviewStatus::kBeingTurnedAround:
            return "being-turned-around";
        case ReviewStatus::kPassed:
            return "passed";
        case ReviewStatus::kWatched:
            return "watched";
        case ReviewStatus::kOffTheList:
            return "off-the-list";
        case ReviewStatus::kNotPassed:
            return "not-passed";
        case ReviewStatus::kRelapsed:
            return "relapsed";
    }
    return "";
}

ReviewRegister read_review_register(const std::string& source, const AreaLayer& areas, LocalDay as_of) {
    return read_review_register(source, AreaResolver(named_areas(areas)), as_of);
}

ReviewRegister read_review_register(const std::string& source, const AreaResolver& areas, LocalDay as_of) {
    const Table table = read_table(parse_source(source));
    ReviewRegister reviews;
    reviews.history.resize(areas.names().areas().id.size());
    for (const Column& column : table.columns) {
        reviews.rejects.field_names.push_back(column.name);
    }
    const Column& area_column = required_column(table, source, "area", "area_id");
    const Column& date_column = required_column(table, source, "date", "review_date");
    const Column& class_column = required_column(table, source, "class", "class_label");
    const Column* status_column = table.find("status");
    const RuleColumns rules{table.find("rule"), table.find("rule_hash"), table.find("split_forced")};
    if (table.rows() == 0) {
        return reviews;
    }
    std::vector<OldReview> of_old_units;
    const TimeFormat format = format_of(date_column, source);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        ++reviews.rows_read;
        const auto reject = [&](const char* reason, const std::string& detail) {
            reviews.rejects.rows.push_back(rejected_row(table, source, row));
            reviews.rejects.rows.back().reason_key = reason;
            reviews.rejects.rows.back().detail = detail;
        };
        const std::string area_text = std::string(trimmed(cell_text(area_column, row)));
        const std::string date_text = std::string(trimmed(cell_text(date_column, row)));
        const std::string class_text = std::string(trimmed(cell_text(class_column, row)));
        const std::string status_text =
            status_column != nullptr ? std::string(trimmed(cell_text(*status_column, row))) : "";
        const auto time = parse_column_time(date_text, format);
        const Resolution area = areas.resolve(area_text, time ? std::optional(day_of(*time)) : std::nullopt);
        const auto area_class = class_from_text(class_text);
        const auto status = status_from_text(status_text);
        if (area.how == Resolved::kSplit) {
            reject("reject.area-split", area_text);
        } else if (!area.found()) {
            reject("reject.register-area-unknown", area_text);
            for (const std::string& name : area.nearest) {
                std::string& nearest = reviews.rejects.rows.back().nearest;
                nearest += (nearest.empty() ? "" : " | ") + name;
            }
        } else if (!time) {
            reject("reject.date-unreadable", date_text);
        } else if (day_of(*time) >= as_of) {
            reject("reject.register-not-earlier", date_text);
        } else if (!area_class) {
            reject("reject.register-class-unknown", class_text);
        } else if (!status && !status_text.empty()) {
            reject("reject.register-status-unknown", status_text);
        } else {
            const EarlierReview review{day_of(*time), *area_class, status, rules.of(row)};
            if (area.how == Resolved::kMerged) {
                of_old_units.push_back({row, area.old_unit, review});
            } else if (!insert_by_date(reviews.history[area.area], review)) {
                reject("reject.register-twice", area_text + ", " + date_text);
            }
        }
    }
    const CarriedReviews carried = carry_reviews(of_old_units, areas.crosswalk());
    for (const CarriedReview& review : carried.carried) {
        // What the present area was found to be itself comes first; it can only be a review of the same day.
        insert_by_date(reviews.history[review.area], review.review);
    }
    reviews.carried_exactly = carried.exact;
    reviews.carried_estimated = carried.estimated;
    for (const std::size_t row : carried.refused) {
        RejectedRow rejected = rejected_row(table, source, row);
        rejected.reason_key = "reject.register-parts-differ";
        rejected.detail = std::string(trimmed(cell_text(area_column, row)));
        reviews.rejects.rows.push_back(std::move(rejected));
    }
    number_rejects(parse_source(source), reviews.rejects);
    return reviews;
}

std::string register_csv(const AreaLayer& areas, const std::vector<std::vector<EarlierReview>>& history,
                         const PresentReview& present) {
    CsvTable table({"area", "date", "class", "status", "rule"});
    const auto add = [&](std::size_t area, const EarlierReview& review) {
        table.add({areas.id[area], iso_date(review.date), class_value(review.area_class),
                   review.status ? status_value(*review.status) : "", review.rule});
    };
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (i < history.size()) {
            for (const EarlierReview& review : history[i]) {
                add(i, review);
            }
        }
        if (present.review[i]) {
            add(i, *present.review[i]);
        }
    }
    return table.text();
}

}  // namespace diaban
