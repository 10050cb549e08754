// Areas by what tables call them: an id, or a name that only one area has.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "engine/classify/area_class.hpp"
#include "layers/model/areas.hpp"
#include "layers/model/table.hpp"

namespace diaban {

class AreaKeys {
public:
    explicit AreaKeys(const AreaLayer& areas);
    /// Empty for no area and for a name that two areas share; an id wins over a name. Surrounding spaces do not count.
    [[nodiscard]] std::optional<std::size_t> find(const std::string& text) const;

private:
    std::unordered_map<std::string, std::optional<std::size_t>> m_by_key;
};

/// Without spaces, tabs and line ends around it.
std::string trimmed(const std::string& text);

/// "stable", "contained", "complex", or the word of either language.
std::optional<AreaClass> class_from_text(const std::string& text);

/// The column of that or the other name. Throws Error{kInput, "error.field-unknown"} naming the nearest.
const Column& required_column(const Table& table, const std::string& source, const char* name, const char* other_name);

}  // namespace diaban
