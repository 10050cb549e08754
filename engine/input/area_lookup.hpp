// Areas by what tables call them: an id, or a name that only one area has, in any spelling
// (layers/text/area_names.hpp).
#pragma once

#include <optional>
#include <string>

#include "engine/classify/area_class.hpp"
#include "layers/model/areas.hpp"
#include "layers/model/table.hpp"
#include "layers/text/area_resolver.hpp"

namespace diaban {

/// Ids, names and parents of a layer.
NamedAreas named_areas(const AreaLayer& areas);

class AreaLookup {
public:
    explicit AreaLookup(const AreaLayer& areas) : m_names(named_areas(areas)) {}
    /// Empty for no area and for a name that two areas share; an id wins over a name.
    [[nodiscard]] std::optional<std::size_t> find(const std::string& text) const;
    /// Names to choose from where none was found, parted by " | ".
    [[nodiscard]] std::string nearest(const std::string& text) const;

private:
    AreaNames m_names;
};

/// "stable", "contained", "complex", or the word of either language, in any encoding and letter case.
std::optional<AreaClass> class_from_text(const std::string& text);

/// The column of that or the other name. Throws Error{kInput, "error.field-unknown"} naming the nearest.
const Column& required_column(const Table& table, const std::string& source, const char* name, const char* other_name);

}  // namespace diaban
