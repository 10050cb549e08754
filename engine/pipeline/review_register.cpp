#include "engine/pipeline/review_register.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "engine/pipeline/explanation.hpp"
#include "layers/model/error.hpp"
#include "layers/model/nearest_name.hpp"
#include "layers/read/local_time_text.hpp"
#include "layers/read/read_table.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

namespace {

constexpr std::array kAllStatuses = {ReviewStatus::kProposed,  ReviewStatus::kBeingTurnedAround, ReviewStatus::kPassed,
                                     ReviewStatus::kWatched,   ReviewStatus::kOffTheList,        ReviewStatus::kNotPassed,
                                     ReviewStatus::kRelapsed};
constexpr std::array kAllClasses = {AreaClass::kStable, AreaClass::kContained, AreaClass::kComplex};

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// The value whose code or word (either language, as the catalogue writes it) the text is.
template <typename Values, typename CodeOf>
auto value_of(const std::string& text, const Values& values, CodeOf code_of, const std::string& word_prefix)
    -> std::optional<typename Values::value_type> {
    for (const auto value : values) {
        const std::string key = word_prefix + code_of(value);
        if (text == code_of(value) || text == catalogue(Language::kVietnamese).say(key) ||
            text == catalogue(Language::kEnglish).say(key)) {
            return value;
        }
    }
    return std::nullopt;
}

const Column& required_column(const Table& table, const std::string& source, const char* name, const char* other_name) {
    const Column* column = table.find(name);
    if (column == nullptr) {
        column = table.find(other_name);
    }
    if (column == nullptr) {
        std::vector<std::string> names;
        std::string listed;
        for (const Column& c : table.columns) {
            names.push_back(c.name);
            listed += (listed.empty() ? "" : ", ") + c.name;
        }
        throw Error(ErrorCode::kInput, "error.field-unknown",
                    {{"file", source}, {"field", name}, {"nearest", nearest_name(name, names)}, {"fields", listed}});
    }
    return *column;
}

std::unordered_map<std::string, std::optional<std::size_t>> areas_by_key(const AreaLayer& areas) {
    std::unordered_map<std::string, std::optional<std::size_t>> by_key;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const auto [entry, added] = by_key.emplace(areas.name[i], i);
        if (!added) {
            entry->second = std::nullopt;
        }
    }
    for (std::size_t i = 0; i < areas.size(); ++i) {
        by_key[areas.id[i]] = i;
    }
    return by_key;
}

TimeFormat format_of(const Column& dates, const std::string& source) {
    DateOrderDetector detector;
    for (std::size_t row = 0; row < dates.size(); ++row) {
        if (const std::string text = trimmed(cell_text(dates, row)); !text.empty()) {
            detector.add(text);
        }
    }
    TimeFormat format;
    format.order = detector.decide(source, dates.name);
    return format;
}

}  // namespace

const char* status_value(ReviewStatus status) {
    switch (status) {
        case ReviewStatus::kProposed: return "proposed";
        case ReviewStatus::kBeingTurnedAround: return "being-turned-around";
        case ReviewStatus::kPassed: return "passed";
        case ReviewStatus::kWatched: return "watched";
        case ReviewStatus::kOffTheList: return "off-the-list";
        case ReviewStatus::kNotPassed: return "not-passed";
        case ReviewStatus::kRelapsed: return "relapsed";
    }
    return "";
}

ReviewRegister read_review_register(const std::string& source, const AreaLayer& areas, LocalDay as_of) {
    const Table table = read_table(parse_source(source));
    ReviewRegister reviews;
    reviews.history.resize(areas.size());
    for (const Column& column : table.columns) {
        reviews.rejects.field_names.push_back(column.name);
    }
    const Column& area_column = required_column(table, source, "area", "area_id");
    const Column& date_column = required_column(table, source, "date", "review_date");
    const Column& class_column = required_column(table, source, "class", "class_label");
    const Column* status_column = table.find("status");
    if (table.rows() == 0) {
        return reviews;
    }
    const auto by_key = areas_by_key(areas);
    const TimeFormat format = format_of(date_column, source);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        ++reviews.rows_read;
        const auto reject = [&](const char* reason, const std::string& detail) {
            RejectedRow rejected{source, row + 1, reason, detail, {}};
            for (const Column& column : table.columns) {
                rejected.fields.push_back(cell_text(column, row));
            }
            reviews.rejects.rows.push_back(std::move(rejected));
        };
        const std::string area_text = trimmed(cell_text(area_column, row));
        const std::string date_text = trimmed(cell_text(date_column, row));
        const std::string class_text = trimmed(cell_text(class_column, row));
        const std::string status_text = status_column != nullptr ? trimmed(cell_text(*status_column, row)) : "";
        const auto area = by_key.find(area_text);
        const auto time = parse_local_time(date_text, format);
        const auto area_class = value_of(class_text, kAllClasses, class_value, "class.");
        const auto status = value_of(status_text, kAllStatuses, status_value, "class.status-");
        if (area == by_key.end() || !area->second) {
            reject("reject.register-area-unknown", area_text);
        } else if (!time) {
            reject("reject.date-unreadable", date_text);
        } else if (std::chrono::floor<std::chrono::days>(*time) >= as_of) {
            reject("reject.register-not-earlier", date_text);
        } else if (!area_class) {
            reject("reject.register-class-unknown", class_text);
        } else if (!status && !status_text.empty()) {
            reject("reject.register-status-unknown", status_text);
        } else {
            std::vector<EarlierReview>& history = reviews.history[*area->second];
            const EarlierReview review{std::chrono::floor<std::chrono::days>(*time), *area_class, status};
            const auto place = std::lower_bound(history.begin(), history.end(), review, [](const auto& a, const auto& b) {
                return a.date < b.date;
            });
            if (place != history.end() && place->date == review.date) {
                reject("reject.register-twice", area_text + ", " + date_text);
            } else {
                history.insert(place, review);
            }
        }
    }
    return reviews;
}

std::string register_csv(const AreaLayer& areas, const std::vector<std::vector<EarlierReview>>& history,
                         const PresentReview& present) {
    std::string text = "\xEF\xBB\xBF" "area,date,class,status\r\n";
    const auto add = [&](std::size_t area, const EarlierReview& review) {
        std::string id = areas.id[area];
        if (id.find_first_of(",\"\r\n") != std::string::npos) {
            std::string quoted = "\"";
            for (const char c : id) {
                quoted += c == '"' ? "\"\"" : std::string(1, c);
            }
            id = quoted + "\"";
        }
        text += id + "," + iso_date(review.date) + "," + class_value(review.area_class) + "," +
                (review.status ? status_value(*review.status) : "") + "\r\n";
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
    return text;
}

}  // namespace diaban
