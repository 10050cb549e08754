#include "engine/pipeline/area_keys.hpp"

#include <vector>

#include "engine/pipeline/explanation.hpp"
#include "layers/model/error.hpp"
#include "layers/model/nearest_name.hpp"

namespace diaban {

AreaKeys::AreaKeys(const AreaLayer& areas) {
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const auto [entry, added] = m_by_key.emplace(areas.name[i], i);
        if (!added) {
            entry->second = std::nullopt;
        }
    }
    for (std::size_t i = 0; i < areas.size(); ++i) {
        m_by_key[areas.id[i]] = i;
    }
}

std::optional<std::size_t> AreaKeys::find(const std::string& text) const {
    const auto found = m_by_key.find(trimmed(text));
    return found == m_by_key.end() ? std::nullopt : found->second;
}

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::optional<AreaClass> class_from_text(const std::string& text) {
    const std::string word = trimmed(text);
    for (const AreaClass area_class : {AreaClass::kStable, AreaClass::kContained, AreaClass::kComplex}) {
        const std::string key = std::string("class.") + class_value(area_class);
        if (word == class_value(area_class) || word == catalogue(Language::kVietnamese).say(key) ||
            word == catalogue(Language::kEnglish).say(key)) {
            return area_class;
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

}  // namespace diaban
