#include "engine/project/toml_keys.hpp"

#include <utility>

#include "layers/model/nearest_name.hpp"

namespace diaban {

namespace {

std::string within(const std::string& table, const std::string& key) {
    return table.empty() ? key : table + "." + key;
}

}  // namespace

TomlKeys& TomlKeys::on(const std::string& key, Setter setter) {
    m_setters[key] = std::move(setter);
    return *this;
}

TomlKeys& TomlKeys::require(const std::string& key) {
    m_required.push_back(key);
    return *this;
}

std::vector<std::string> TomlKeys::names() const {
    std::vector<std::string> names;
    for (const auto& [name, setter] : m_setters) {
        names.push_back(name);
    }
    return names;
}

void TomlKeys::read(const TomlEntry& entry) const {
    const toml::table* table = entry.node.as_table();
    if (table == nullptr) {
        entry.refuse("error.key-type", "[" + entry.name + "]");
    }
    for (const auto& [key, node] : *table) {
        const std::string name(key.str());
        const auto setter = m_setters.find(name);
        if (setter == m_setters.end()) {
            throw Error(ErrorCode::kInput, "error.table-key-unknown",
                        {{"file", entry.file.string()},
                         {"line", std::to_string(key.source().begin.line)},
                         {"column", std::to_string(key.source().begin.column)},
                         {"key", within(entry.name, name)},
                         {"nearest", nearest_name(name, names())}});
        }
        setter->second(TomlEntry{entry.file, within(entry.name, name), node});
    }
    for (const std::string& key : m_required) {
        if (!table->contains(key)) {
            throw Error(ErrorCode::kInput, "error.key-missing",
                        {{"file", entry.file.string()}, {"key", within(entry.name, key)}});
        }
    }
}

void for_each_table(const TomlEntry& entry, const std::function<void(const TomlEntry&)>& read) {
    const toml::array* array = entry.node.as_array();
    if (array == nullptr) {
        entry.refuse("error.key-type", "[[" + entry.name + "]]");
    }
    for (const toml::node& item : *array) {
        if (!item.is_table()) {
            entry.refuse("error.key-type", "[[" + entry.name + "]]");
        }
        read(TomlEntry{entry.file, entry.name, item});
    }
}

}  // namespace diaban
