// The keys that a TOML table may have and what each sets: for tables that repeat, of projects and of rules.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/project/setting.hpp"

namespace diaban {

class TomlKeys {
public:
    using Setter = std::function<void(const Setting&)>;

    TomlKeys& on(const std::string& key, Setter setter);
    TomlKeys& require(const std::string& key);
    /// Calls the setters of the keys that stand in the table. Throws Error{kInput}: error.key-type for a node that is
    /// no table, error.table-key-unknown with the nearest key, error.key-missing; all with the place.
    void read(const Setting& table) const;
    [[nodiscard]] std::vector<std::string> names() const;

private:
    std::map<std::string, Setter> m_setters;
    std::vector<std::string> m_required;
};

/// Each table of an array of tables, in order. Throws error.key-type for anything else.
void for_each_table(const Setting& array, const std::function<void(const Setting&)>& read);

}  // namespace diaban
