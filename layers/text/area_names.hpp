// Which area a text means: exactly, or by the rules of spelling; what only looks alike is proposed, never taken.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "layers/text/place_name.hpp"

namespace diaban {

enum class NameMatch {
    kExact,      ///< id or name, letter by letter
    kByRules,    ///< one area only, by the rules of parse_place_name, in any encoding, or a code that lost its leading
                 ///< zeros
    kAmbiguous,  ///< several areas have the name
    kNone,       ///< no area has it; `nearest` proposes
};

struct AreaMatch {
    NameMatch how = NameMatch::kNone;
    std::size_t area = 0;  ///< where kExact or kByRules
    /// kAmbiguous: those that share the name; kNone: the three nearest names, nearest first.
    std::vector<std::size_t> nearest;

    [[nodiscard]] bool found() const { return how == NameMatch::kExact || how == NameMatch::kByRules; }
};

/// Areas by their ids and names. Columns have one length; `parent` may be empty as a whole or in places.
struct NamedAreas {
    std::vector<std::string> id;
    std::vector<std::string> name;
    std::vector<std::string> parent;
};

class AreaNames {
public:
    explicit AreaNames(NamedAreas areas);

    /// An id wins over a name; a name wins over a reading by rules. A unit named behind the name ("Xã Nam Điền, H. Nam
    /// Trực") must be the area's parent where the area has one; a type must be the area's where the area's name carries
    /// one. O(1) on average, O(areas x length^2) where nothing is found.
    [[nodiscard]] AreaMatch match(std::string_view text) const;

    [[nodiscard]] const NamedAreas& areas() const { return m_areas; }

private:
    [[nodiscard]] std::vector<std::size_t> by_rules(const PlaceName& name) const;
    [[nodiscard]] std::optional<std::size_t> by_shortened_code(const std::string& text) const;
    [[nodiscard]] std::vector<std::size_t> nearest(const PlaceName& name) const;

    NamedAreas m_areas;
    std::vector<UnitName> m_unit;
    std::vector<UnitName> m_parent;
    std::unordered_map<std::string, std::vector<std::size_t>> m_by_id;  ///< lists of old units may give a code twice
    std::unordered_map<std::string, std::vector<std::size_t>> m_by_name;
    std::unordered_map<std::string, std::vector<std::size_t>> m_by_key;
    std::size_t m_code_length = 0;  ///< of ids that are all digits and of one length; else 0
};

}  // namespace diaban
