#include "engine/input/area_lookup.hpp"

#include <vector>

#include "engine/classify/area_class.hpp"
#include "layers/base/ascii_text.hpp"
#include "layers/model/error.hpp"
#include "layers/model/nearest_name.hpp"
#include "layers/text/text_encoding.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

NamedAreas named_areas(const AreaLayer& areas) {
    return {areas.id, areas.name, areas.parent};
}

std::optional<std::size_t> AreaLookup::find(const std::string& text) const {
    const AreaMatch match = m_names.match(text);
    return match.found() ? std::optional<std::size_t>(match.area) : std::nullopt;
}

std::string AreaLookup::nearest(const std::string& text) const {
    std::string names;
    for (const std::size_t area : m_names.match(text).nearest) {
        names += (names.empty() ? "" : " | ") + m_names.areas().name[area];
    }
    return names;
}

std::optional<AreaClass> class_from_text(const std::string& text) {
    // The key of a name is that of a word: form C, small letters, either place of the tone.
    const auto key_of = [](const std::string& words) { return parse_place_name(words).unit.key; };
    const std::string word = key_of(decode_text(std::string(trimmed(text))).text);
    for (const AreaClass area_class : {AreaClass::kStable, AreaClass::kContained, AreaClass::kComplex}) {
        const std::string key = std::string("class.") + class_value(area_class);
        if (word == key_of(class_value(area_class)) || word == key_of(catalogue(Language::kVietnamese).say(key)) ||
            word == key_of(catalogue(Language::kEnglish).say(key))) {
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
