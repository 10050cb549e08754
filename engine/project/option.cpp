#include "engine/project/option.hpp"

#include <algorithm>

#include "layers/base/json_value.hpp"
#include "layers/read/source.hpp"

namespace diaban {

namespace {

constexpr double kLargest = 1e300;

struct Reader {
    const Option& option;
    const Setting& setting;

    [[nodiscard]] double number() const {
        return option.limits ? setting.number(option.limits->first, option.limits->second)
                             : setting.number(-kLargest, kLargest);
    }
    [[nodiscard]] std::int64_t whole(std::int64_t low, std::int64_t high) const {
        return option.limits ? setting.integer(static_cast<std::int64_t>(option.limits->first),
                                               static_cast<std::int64_t>(option.limits->second))
                             : setting.integer(low, high);
    }
    [[nodiscard]] std::string text() const {
        std::string text = setting.text();
        require_choice(text);
        return text;
    }
    void require_choice(const std::string& text) const {
        const std::vector<std::string> names = option.choice_names();
        if (!names.empty() && std::find(names.begin(), names.end(), text) == names.end()) {
            setting.refuse_choice(text, names);
        }
    }
    [[nodiscard]] const SettingValue::Members& table() const {
        const auto* members = setting.value.members();
        if (members == nullptr) {
            setting.refuse("error.key-type", "[" + setting.name + "]");
        }
        return *members;
    }

    void operator()(std::string* to) const { *to = text(); }
    void operator()(std::optional<std::string>* to) const { *to = text(); }
    void operator()(std::filesystem::path* to) const { *to = text(); }
    void operator()(std::optional<std::filesystem::path>* to) const { *to = text(); }
    void operator()(bool* to) const { *to = setting.boolean(); }
    void operator()(double* to) const { *to = number(); }
    void operator()(std::optional<double>* to) const { *to = number(); }
    void operator()(int* to) const { *to = static_cast<int>(whole(INT32_MIN, INT32_MAX)); }
    void operator()(std::optional<int>* to) const { *to = static_cast<int>(whole(INT32_MIN, INT32_MAX)); }
    void operator()(unsigned* to) const { *to = static_cast<unsigned>(whole(0, UINT32_MAX)); }
    void operator()(std::optional<unsigned>* to) const { *to = static_cast<unsigned>(whole(0, UINT32_MAX)); }
    void operator()(std::int64_t* to) const { *to = whole(INT64_MIN, INT64_MAX); }
    void operator()(std::uint64_t* to) const { *to = static_cast<std::uint64_t>(whole(0, INT64_MAX)); }
    void operator()(std::optional<std::uint64_t>* to) const { *to = static_cast<std::uint64_t>(whole(0, INT64_MAX)); }
    void operator()(MonthDay* to) const { *to = setting.month_day(); }
    void operator()(std::optional<LocalDay>* to) const { *to = setting.date(); }
    void operator()(TimeWindow* to) const { *to = setting.window(); }
    void operator()(std::vector<std::string>* to) const {
        std::vector<std::string> texts = setting.texts();
        for (const std::string& text : texts) {
            require_choice(text);
        }
        *to = std::move(texts);
    }
    void operator()(std::vector<double>* to) const {
        std::vector<double> numbers;
        if (const auto* list = setting.value.list(); list != nullptr && !setting.is_flag()) {
            for (const SettingValue& part : *list) {
                numbers.push_back(Reader{option, setting.item(part)}.number());
            }
        } else if (setting.is_flag()) {
            for (const std::string& part : setting.texts()) {
                const SettingValue value = written_text(part);
                numbers.push_back(Reader{option, setting.item(value)}.number());
            }
        }
        if (numbers.empty() || (option.list_size != 0 && numbers.size() != option.list_size)) {
            setting.refuse("error.key-type", option.placeholder);
        }
        *to = std::move(numbers);
    }
    void operator()(std::map<std::string, std::string>* to) const {
        for (const SettingMember& part : table()) {
            (*to)[part.key] = setting.member(part).text();
        }
    }
    void operator()(std::map<std::string, double>* to) const {
        for (const SettingMember& part : table()) {
            (*to)[part.key] = Reader{option, setting.member(part)}.number();
        }
    }
};

struct Printer {
    Json operator()(const std::string* value) const { return *value; }
    Json operator()(const std::filesystem::path* value) const { return value->string(); }
    Json operator()(const std::optional<std::filesystem::path>* value) const {
        return *value ? Json((*value)->string()) : Json();
    }
    Json operator()(const MonthDay* value) const {
        // Any leap year: only month and day are written.
        return iso_date(
                   LocalDay{std::chrono::year{2000} / std::chrono::month{value->month} / std::chrono::day{value->day}})
            .substr(5);
    }
    Json operator()(const std::optional<LocalDay>* value) const { return *value ? Json(iso_date(**value)) : Json(); }
    Json operator()(const TimeWindow* value) const {
        return *value == TimeWindow{} ? Json() : Json::list({iso_date(value->from), iso_date(value->to)});
    }
    template <typename Value>
    Json operator()(const std::map<std::string, Value>* values) const {
        Json table = Json::object();
        for (const auto& [key, value] : *values) {
            table[key] = value;
        }
        return table;
    }
    template <typename Value>
    Json operator()(const Value* value) const {
        return Json(*value);
    }
};

}  // namespace

Option Option::out_of(const std::vector<std::string>& names) && {
    for (const std::string& name : names) {
        choices.push_back({name, static_cast<int>(choices.size())});
    }
    return std::move(*this);
}

std::string Option::flag() const {
    std::string name = key;
    std::replace(name.begin(), name.end(), '_', '-');
    return is_positional() ? placeholder : "--" + name;
}

std::string_view Option::unit() const {
    const std::size_t at = key.rfind('_');
    const std::string_view ending = at == std::string::npos ? "" : std::string_view(key).substr(at + 1);
    for (const std::string_view unit : {"m", "km2", "deg", "s", "days", "hours"}) {
        if (ending == unit) {
            return unit;
        }
    }
    return "";
}

std::vector<std::string> Option::choice_names() const {
    std::vector<std::string> names;
    for (const OptionChoice& one : choices) {
        names.push_back(one.name);
    }
    return names;
}

void read_option(const Option& option, void* options, const Setting& setting) {
    if (option.read != nullptr) {
        option.read(options, setting);
    } else if (option.is_switch) {
        option.choose(options, option.choices[setting.boolean() ? 1 : 0].value);
    } else if (option.choose != nullptr) {
        const std::string text = setting.text();
        for (const OptionChoice& one : option.choices) {
            if (one.name == text) {
                return option.choose(options, one.value);
            }
        }
        setting.refuse_choice(text, option.choice_names());
    } else {
        std::visit(Reader{option, setting}, option.field(options));
    }
}

Json option_value(const Option& option, const void* options) {
    if (option.print != nullptr) {
        return option.print(options);
    }
    if (option.chosen != nullptr) {
        const int value = option.chosen(options);
        for (const OptionChoice& one : option.choices) {
            if (one.value == value) {
                return option.is_switch ? Json(one.name == "true") : Json(one.name);
            }
        }
        return nullptr;
    }
    // What only reads the member takes it as one that could be written to.
    return std::visit(Printer{}, option.field(const_cast<void*>(options)));
}

bool option_is_empty(const Option& option, const void* options) {
    const Json value = option_value(option, options);
    return value.is_null() ||
           (value.is_text() ? value.text().empty() : (value.is_list() || value.is_object()) && value.size() == 0);
}

}  // namespace diaban
