#include "layers/base/json_value.hpp"

#include <nlohmann/json.hpp>

namespace diaban {

namespace {

using Library = nlohmann::ordered_json;

Library to_library(const Json& value) {
    if (value.is_list()) {
        Library list = Library::array();
        for (const Json& item : value.values()) {
            list.push_back(to_library(item));
        }
        return list;
    }
    if (value.is_object()) {
        Library object = Library::object();
        for (const Json::Member& member : value.members()) {
            // Keys are unique already, so that nothing need be looked for.
            object.get_ref<Library::object_t&>().emplace_back(member.key, to_library(member.value));
        }
        return object;
    }
    return value.visit_scalar([](const auto& scalar) { return Library(scalar); });
}

Json from_library(const Library& value) {
    switch (value.type()) {
        case Library::value_t::null:
        case Library::value_t::binary:
        case Library::value_t::discarded:
            return {};
        case Library::value_t::boolean:
            return value.get<bool>();
        case Library::value_t::number_integer:
            return value.get<std::int64_t>();
        case Library::value_t::number_unsigned:
            return value.get<std::uint64_t>();
        case Library::value_t::number_float:
            return value.get<double>();
        case Library::value_t::string:
            return value.get_ref<const std::string&>();
        case Library::value_t::array: {
            Json::List list;
            list.reserve(value.size());
            for (const Library& item : value) {
                list.push_back(from_library(item));
            }
            return list;
        }
        case Library::value_t::object: {
            Json object = Json::object();
            for (const auto& [key, item] : value.items()) {
                object[key] = from_library(item);
            }
            return object;
        }
    }
    return {};
}

template <typename Value, typename Variant>
const Value& value_of(const Variant& value, const char* wanted) {
    if (const auto* found = std::get_if<Value>(&value)) {
        return *found;
    }
    throw JsonError(std::string("not ") + wanted);
}

}  // namespace

Json::Json() : m_value(nullptr) {}
Json::Json(std::nullptr_t) : m_value(nullptr) {}
Json::Json(bool value) : m_value(value) {}
Json::Json(double value) : m_value(value) {}
Json::Json(const char* text) : m_value(std::string(text)) {}
Json::Json(std::string text) : m_value(std::move(text)) {}
Json::Json(std::string_view text) : m_value(std::string(text)) {}
Json::Json(List values) : m_value(std::move(values)) {}
Json::Json(Signed value) : m_value(value.value) {}
Json::Json(Unsigned value) : m_value(value.value) {}
Json::Json(std::initializer_list<Member> members) : m_value(Members(members)) {}
Json::Json(const Json& other) = default;
Json::Json(Json&& other) noexcept = default;
Json& Json::operator=(const Json& other) = default;
Json& Json::operator=(Json&& other) noexcept = default;
Json::~Json() = default;

Json Json::object() {
    Json value;
    value.m_value = Members();
    return value;
}

Json Json::list(List values) {
    return {std::move(values)};
}

bool Json::is_null() const {
    return std::holds_alternative<std::nullptr_t>(m_value);
}
bool Json::is_number() const {
    return std::holds_alternative<double>(m_value) || std::holds_alternative<std::int64_t>(m_value) ||
           std::holds_alternative<std::uint64_t>(m_value);
}
bool Json::is_text() const {
    return std::holds_alternative<std::string>(m_value);
}
bool Json::is_list() const {
    return std::holds_alternative<List>(m_value);
}
bool Json::is_object() const {
    return std::holds_alternative<Members>(m_value);
}

bool Json::boolean() const {
    return value_of<bool>(m_value, "true or false");
}

double Json::number() const {
    if (const auto* whole = std::get_if<std::int64_t>(&m_value)) {
        return static_cast<double>(*whole);
    }
    if (const auto* whole = std::get_if<std::uint64_t>(&m_value)) {
        return static_cast<double>(*whole);
    }
    return value_of<double>(m_value, "a number");
}

std::int64_t Json::integer() const {
    if (const auto* whole = std::get_if<std::uint64_t>(&m_value)) {
        return static_cast<std::int64_t>(*whole);
    }
    return value_of<std::int64_t>(m_value, "a whole number");
}

std::uint64_t Json::count() const {
    if (const auto* whole = std::get_if<std::int64_t>(&m_value); whole != nullptr && *whole >= 0) {
        return static_cast<std::uint64_t>(*whole);
    }
    return value_of<std::uint64_t>(m_value, "a whole number of 0 or more");
}

const std::string& Json::text() const {
    return value_of<std::string>(m_value, "a text");
}

std::vector<std::string> Json::texts() const {
    std::vector<std::string> result;
    for (const Json& value : values()) {
        result.push_back(value.text());
    }
    return result;
}

const Json::List& Json::values() const {
    return value_of<List>(m_value, "a list");
}

const Json::Members& Json::members() const {
    return value_of<Members>(m_value, "an object");
}

std::size_t Json::size() const {
    return is_list() ? values().size() : is_object() ? members().size() : 0;
}

const Json* Json::find(std::string_view key) const {
    if (const auto* object = std::get_if<Members>(&m_value)) {
        for (const Member& member : *object) {
            if (member.key == key) {
                return &member.value;
            }
        }
    }
    return nullptr;
}

bool Json::contains(std::string_view key) const {
    return find(key) != nullptr;
}

const Json& Json::at(std::string_view key) const {
    if (const Json* found = find(key)) {
        return *found;
    }
    throw JsonError("no key '" + std::string(key) + "'");
}

Json& Json::operator[](std::string_view key) {
    if (is_null()) {
        m_value = Members();
    }
    if (const Json* found = find(key)) {
        return const_cast<Json&>(*found);
    }
    auto* object = std::get_if<Members>(&m_value);
    if (object == nullptr) {
        throw JsonError("not an object");
    }
    object->emplace_back(std::string(key), Json());
    return object->back().value;
}

void Json::erase(std::string_view key) {
    if (auto* object = std::get_if<Members>(&m_value)) {
        std::erase_if(*object, [&](const Member& member) { return member.key == key; });
    }
}

void Json::push_back(Json value) {
    if (is_null()) {
        m_value = List();
    }
    if (auto* list = std::get_if<List>(&m_value)) {
        list->push_back(std::move(value));
        return;
    }
    throw JsonError("not a list");
}

bool operator==(const Json& a, const Json& b) {
    return a.m_value == b.m_value;
}

Json parse_json(std::string_view text) {
    try {
        return from_library(Library::parse(text));
    } catch (const Library::exception& error) {
        throw JsonError(error.what());
    }
}

std::string json_line(const Json& value) {
    return to_library(value).dump(-1, ' ', false, Library::error_handler_t::replace);
}

std::string json_text(const Json& value) {
    return to_library(value).dump(2, ' ', false, Library::error_handler_t::replace);
}

}  // namespace diaban
