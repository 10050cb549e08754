#include "engine/project/toml_keys.hpp"

#include <algorithm>
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

void TomlKeys::read(const Setting& table) const {
    const auto* members = table.value.members();
    if (members == nullptr) {
        table.refuse("error.key-type", "[" + table.name + "]");
    }
    for (const SettingMember& member : *members) {
        const auto setter = m_setters.find(member.key);
        if (setter == m_setters.end()) {
            throw Error(ErrorCode::kInput, "error.table-key-unknown",
                        {{"file", table.file->string()},
                         {"line", std::to_string(member.line)},
                         {"column", std::to_string(member.column)},
                         {"key", within(table.name, member.key)},
                         {"nearest", nearest_name(member.key, names())}});
        }
        setter->second(table.member(member));
    }
    for (const std::string& key : m_required) {
        if (std::none_of(members->begin(), members->end(), [&](const SettingMember& m) { return m.key == key; })) {
            throw Error(ErrorCode::kInput, "error.key-missing",
                        {{"file", table.file->string()}, {"key", within(table.name, key)}});
        }
    }
}

void for_each_table(const Setting& array, const std::function<void(const Setting&)>& read) {
    const auto* items = array.value.list();
    if (items == nullptr) {
        array.refuse("error.key-type", "[[" + array.name + "]]");
    }
    for (const SettingValue& item : *items) {
        if (item.members() == nullptr) {
            array.refuse("error.key-type", "[[" + array.name + "]]");
        }
        read(array.item(item));
    }
}

}  // namespace diaban
