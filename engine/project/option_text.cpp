#include "engine/project/option_text.hpp"

#include "layers/base/json_value.hpp"

#include <cmath>

namespace diaban {

namespace {

/// By the type of the member: its JSON Schema and what stands for it in a help text.
struct TypeText {
    std::string_view schema;
    const char* placeholder;
};

constexpr std::string_view kTextSchema = R"("type": "string")";
constexpr std::string_view kNumberSchema = R"("type": "number")";
constexpr std::string_view kWholeSchema = R"("type": "integer")";
constexpr std::string_view kDaySchema = R"("type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")";
constexpr std::string_view kMonthDaySchema = R"("type": "string", "pattern": "^[0-9]{1,2}-[0-9]{1,2}$")";

struct TypeOf {
    TypeText operator()(const bool*) const { return {R"("type": "boolean")", ""}; }
    TypeText operator()(const double*) const { return {kNumberSchema, "NUMBER"}; }
    TypeText operator()(const std::optional<double>*) const { return {kNumberSchema, "NUMBER"}; }
    TypeText operator()(const MonthDay*) const { return {kMonthDaySchema, "MM-DD"}; }
    TypeText operator()(const std::optional<LocalDay>*) const { return {kDaySchema, "YYYY-MM-DD"}; }
    TypeText operator()(const TimeWindow*) const {
        return {R"("type": "array", "items": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
                   "minItems": 2, "maxItems": 2)",
                "FROM,TO"};
    }
    TypeText operator()(const std::vector<std::string>*) const {
        return {R"("type": "array", "items": {"type": "string"})", "A,B,.."};
    }
    TypeText operator()(const std::vector<double>*) const {
        return {R"("type": "array", "items": {"type": "number"})", "A,B,.."};
    }
    TypeText operator()(const std::map<std::string, std::string>*) const {
        return {R"("type": "object", "additionalProperties": {"type": "string"})", ""};
    }
    TypeText operator()(const std::map<std::string, double>*) const {
        return {R"("type": "object", "additionalProperties": {"type": "number"})", ""};
    }
    template <typename Value>
    TypeText operator()(const Value*) const {
        if constexpr (std::is_integral_v<Value> || std::is_same_v<Value, std::optional<int>> ||
                      std::is_same_v<Value, std::optional<unsigned>> ||
                      std::is_same_v<Value, std::optional<std::uint64_t>>) {
            return {kWholeSchema, "N"};
        } else {
            return {kTextSchema, "TEXT"};
        }
    }
};

TypeText type_text(const OptionTable& table, const Option& option) {
    if (option.field == nullptr) {
        return {option.limits ? kNumberSchema : kTextSchema, option.limits ? "NUMBER" : "TEXT"};
    }
    // Only the type of the member is looked at.
    return std::visit(TypeOf{}, option.field(const_cast<void*>(table.defaults())));
}

}  // namespace

std::string figure_text(double value) {
    return value == static_cast<double>(static_cast<std::int64_t>(value)) && std::abs(value) < 1e16
               ? std::to_string(static_cast<std::int64_t>(value))
               : json_line(value);
}

namespace {

Json option_schema(const OptionTable& table, const Option& option, const Catalogue& words) {
    Json schema = parse_json(option.is_switch         ? R"({"type": "boolean"})"
                             : !option.schema.empty() ? option.schema
                                                      : "{" + std::string(type_text(table, option).schema) + "}");
    if (!option.choices.empty() && !option.is_switch) {
        Json names = Json::object();
        names["enum"] = option.choice_names();
        (schema.contains("items") ? schema["items"] : schema) = std::move(names);
    }
    if (option.limits && !schema.contains("anyOf")) {
        Json& number = schema.contains("additionalProperties") ? schema["additionalProperties"] : schema;
        number["minimum"] = parse_json(figure_text(option.limits->first));
        number["maximum"] = parse_json(figure_text(option.limits->second));
    }
    const std::string unit(option.unit());
    schema["description"] = option_help(table, option, words, OptionVoice::kKey) +
                            (unit.empty() ? "" : " (" + words.say("option.unit." + unit) + ")");
    if (!option_is_empty(option, table.defaults())) {
        schema["default"] = option_value(option, table.defaults());
    }
    return schema;
}

}  // namespace

std::string help_key(const OptionTable& table, const Option& option) {
    return "option." + (option.help_table.empty() ? table.name() : option.help_table) + "." + option.key;
}

std::string option_help(const OptionTable& table, const Option& option, const Catalogue& words, OptionVoice voice) {
    MessageArguments names;
    for (const Option& row : table.rows()) {
        names[row.key] = voice == OptionVoice::kFlag ? row.flag() : row.key;
    }
    return words.say(help_key(table, option), names);
}

std::string option_bounds(const Option& option, const Catalogue& words) {
    std::string text;
    const auto add = [&](const std::string& more) { text += (text.empty() || more.empty() ? "" : "; ") + more; };
    const std::string unit(option.unit());
    add(unit.empty() ? "" : words.say("option.unit." + unit));
    add(option.limits ? figure_text(option.limits->first) + " .. " + figure_text(option.limits->second) : "");
    add(option.choices.empty() || option.is_switch ? option.forms : any_of(option.choice_names()));
    return text;
}

std::string option_placeholder(const OptionTable& table, const Option& option) {
    if (!option.placeholder.empty()) {
        return option.placeholder;
    }
    static const std::map<std::string_view, const char*> units = {
        {"m", "METRES"}, {"km2", "KM2"}, {"deg", "DEGREES"}, {"s", "SECONDS"}, {"days", "DAYS"}, {"hours", "HOURS"}};
    const auto unit = units.find(option.unit());
    return unit != units.end() ? unit->second : option.choices.empty() ? type_text(table, option).placeholder : "NAME";
}

bool is_list(const OptionTable& table, const Option& option) {
    return option.field != nullptr && type_text(table, option).schema.starts_with(R"("type": "array", "items")") &&
           !std::holds_alternative<TimeWindow*>(option.field(const_cast<void*>(table.defaults())));
}

bool is_flag_without_value(const OptionTable& table, const Option& option) {
    return option.is_switch || (option.field != nullptr && *type_text(table, option).placeholder == 0) ||
           option.schema == kBooleanSchema;
}

Json section_schema(const OptionTable& table, const Catalogue& words) {
    Json properties = Json::object();
    for (const Option& row : table.rows()) {
        if (row.has_key()) {
            properties[row.key] = option_schema(table, row, words);
        }
    }
    return {{"type", "object"}, {"additionalProperties", false}, {"properties", properties}};
}

}  // namespace diaban
