// One option of a struct of options, said once: its key, type, range, choices and where it stands in the struct. The flag
// is the key with `-` for `_`; the unit is the key's ending; the default is that of a struct made without arguments; the
// help is the text `option.<table>.<key>` of the word catalogues.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <typeinfo>
#include <utility>
#include <variant>
#include <vector>

#include "engine/project/setting.hpp"

namespace diaban {

class Json;

/// A member that an option can be kept in without more being said.
using OptionField = std::variant<std::string*, std::optional<std::string>*, std::filesystem::path*,
                                 std::optional<std::filesystem::path>*, bool*, double*, std::optional<double>*, int*,
                                 unsigned*, std::int64_t*, std::uint64_t*, std::optional<int>*,
                                 std::optional<unsigned>*, std::optional<std::uint64_t>*, MonthDay*,
                                 std::optional<LocalDay>*, TimeWindow*, std::vector<std::string>*, std::vector<double>*,
                                 std::map<std::string, std::string>*, std::map<std::string, double>*>;

/// 2^53, the largest that JSON holds whole.
inline constexpr double kLargestSeed = 9007199254740992.0;

/// Of a special option that is true or false.
inline constexpr const char* kBooleanSchema = R"({"type": "boolean"})";

/// Where an option may be written.
enum class OptionPlace { kKeyAndFlag, kKeyAndPositional, kKey, kFlag, kPositional };

struct OptionChoice {
    std::string name;
    int value = 0;
};

/// Made by `option`, `choice`, `switched` and `special` below; what else there is to say of it follows by the functions that
/// return it again.
struct Option {
    std::string key;
    const std::type_info* owner = nullptr;          ///< the struct
    OptionField (*field)(void* options) = nullptr;  ///< a plain member
    int (*chosen)(const void* options) = nullptr;   ///< an enumeration; -1: none
    void (*choose)(void* options, int) = nullptr;
    void (*read)(void* options, const Setting&) = nullptr;  ///< anything else, read and printed by functions of its own
    Json (*print)(const void* options) = nullptr;
    std::vector<OptionChoice> choices;  ///< of an enumeration, or of what a text or list of texts may hold
    bool is_switch = false;             ///< an enumeration of two: true is the second
    std::optional<std::pair<double, double>> limits;
    std::string forms;   ///< of a special option: what may be written, "METRES | auto"
    std::string schema;  ///< of a special option: its JSON Schema
    std::string placeholder;
    std::string short_flag;
    std::string help_table;  ///< the table whose help it takes over
    OptionPlace place = OptionPlace::kKeyAndFlag;
    bool required = false;
    bool is_source = false;     ///< a file, which stands beside the project file unless its path is absolute
    bool repeats = false;       ///< a flag that may be given several times
    std::size_t list_size = 0;  ///< of a list: how many there must be; 0: any number

    /// The least and largest number, both allowed; also of the numbers of a table.
    [[nodiscard]] Option range(double low, double high) && { return limits = {low, high}, std::move(*this); }
    /// What stands for the value in the help.
    [[nodiscard]] Option shown(std::string text) && { return placeholder = std::move(text), std::move(*this); }
    [[nodiscard]] Option only(OptionPlace where) && { return place = where, std::move(*this); }
    [[nodiscard]] Option needed() && { return required = true, std::move(*this); }
    [[nodiscard]] Option source() && { return is_source = true, std::move(*this); }
    [[nodiscard]] Option many() && { return repeats = true, std::move(*this); }
    [[nodiscard]] Option of(std::size_t n) && { return list_size = n, std::move(*this); }
    [[nodiscard]] Option letter(std::string flag) && { return short_flag = std::move(flag), std::move(*this); }
    [[nodiscard]] Option help_of(std::string table) && { return help_table = std::move(table), std::move(*this); }
    /// The texts that are allowed.
    [[nodiscard]] Option out_of(const std::vector<std::string>& names) &&;
    /// Of a special option: what may be written, for people, and as JSON Schema.
    [[nodiscard]] Option written(std::string text, std::string json_schema) && {
        return forms = std::move(text), schema = std::move(json_schema), std::move(*this);
    }

    [[nodiscard]] bool has_key() const { return place != OptionPlace::kFlag && place != OptionPlace::kPositional; }
    [[nodiscard]] bool has_flag() const { return place == OptionPlace::kKeyAndFlag || place == OptionPlace::kFlag; }
    [[nodiscard]] bool is_positional() const {
        return place == OptionPlace::kKeyAndPositional || place == OptionPlace::kPositional;
    }
    /// "--reach-m", or what stands for a positional argument: "DEMAND".
    [[nodiscard]] std::string flag() const;
    /// "m" of "reach_m"; "" where the key ends in no unit.
    [[nodiscard]] std::string_view unit() const;
    [[nodiscard]] std::vector<std::string> choice_names() const;
};

namespace detail {

template <typename Owner, typename Member>
Owner owner_of(Member Owner::*);
template <typename Owner, typename... Rest>
Owner owner_of(void (*)(Owner&, Rest...));

template <auto First, auto... Rest>
auto& member_at(auto& object) {
    if constexpr (sizeof...(Rest) == 0) {
        return object.*First;
    } else {
        return member_at<Rest...>(object.*First);
    }
}

template <auto... Path>
struct Owned;
template <auto First, auto... Rest>
struct Owned<First, Rest...> {
    using type = decltype(owner_of(First));
};
template <auto... Path>
using OwnerOf = typename Owned<Path...>::type;

template <auto... Path>
using MemberOf = std::remove_reference_t<decltype(member_at<Path...>(std::declval<OwnerOf<Path...>&>()))>;

template <typename Value>
struct Enumerated {
    using type = Value;
    static int number(const Value& value) { return static_cast<int>(value); }
};
template <typename Value>
struct Enumerated<std::optional<Value>> {
    using type = Value;
    static int number(const std::optional<Value>& value) { return value ? static_cast<int>(*value) : -1; }
};

}  // namespace detail

/// An option kept in a member, or in a member of a member: option<&SweepOptions::sources, &Sources::x>("x").
template <auto... Path>
Option option(std::string key) {
    Option row;
    row.key = std::move(key);
    row.owner = &typeid(detail::OwnerOf<Path...>);
    row.field = [](void* options) {
        using Member = detail::MemberOf<Path...>;
        return OptionField(std::in_place_type<Member*>,
                           &detail::member_at<Path...>(*static_cast<detail::OwnerOf<Path...>*>(options)));
    };
    return row;
}

/// An option kept as an enumeration, or as an optional one.
template <auto... Path>
Option choice(
    std::string key,
    const std::vector<std::pair<std::string, typename detail::Enumerated<detail::MemberOf<Path...>>::type>>& values) {
    using Kept = detail::Enumerated<detail::MemberOf<Path...>>;
    Option row;
    row.key = std::move(key);
    row.owner = &typeid(detail::OwnerOf<Path...>);
    row.chosen = [](const void* options) {
        return Kept::number(detail::member_at<Path...>(*static_cast<const detail::OwnerOf<Path...>*>(options)));
    };
    row.choose = [](void* options, int value) {
        detail::member_at<Path...>(*static_cast<detail::OwnerOf<Path...>*>(options)) =
            static_cast<typename Kept::type>(value);
    };
    for (const auto& [name, value] : values) {
        row.choices.push_back({name, static_cast<int>(value)});
    }
    return row;
}

/// true or false, kept as an enumeration of two.
template <auto... Path>
Option switched(std::string key, typename detail::Enumerated<detail::MemberOf<Path...>>::type off,
                typename detail::Enumerated<detail::MemberOf<Path...>>::type on) {
    Option row = choice<Path...>(std::move(key), {{"false", off}, {"true", on}});
    row.is_switch = true;
    return row;
}

/// An option with functions of its own: `Read` is void(Options&, const Setting&) and refuses what it cannot read, `Print`
/// is Json(const Options&), null where nothing was given.
template <auto Read, auto Print>
Option special(std::string key) {
    using Owner = decltype(detail::owner_of(Read));
    Option row;
    row.key = std::move(key);
    row.owner = &typeid(Owner);
    row.read = [](void* options, const Setting& setting) { Read(*static_cast<Owner*>(options), setting); };
    row.print = [](const void* options) { return Print(*static_cast<const Owner*>(options)); };
    return row;
}

/// Reads a value into the struct. Throws what Setting's readers throw.
void read_option(const Option& option, void* options, const Setting& setting);

/// The value as the key would be written; null where there is none.
Json option_value(const Option& option, const void* options);

/// Nothing was given: no value, an empty text or list.
bool option_is_empty(const Option& option, const void* options);

}  // namespace diaban
