#include "layers/base/json_value.hpp"

#include <nlohmann/json.hpp>
#include <sstream>

namespace diaban {

namespace {

using Library = nlohmann::ordered_json;

constexpr std::size_t kDeepest = 500;

/// Builds the value as the text is read.
class Builder : public Library::json_sax_t {
public:
    Json take() { return std::move(m_root); }

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(std::int64_t value) override { return put(value); }
    bool number_unsigned(std::uint64_t value) override { return put(value); }
    bool number_float(double value, const std::string&) override { return put(value); }
    bool string(std::string& value) override { return put(std::move(value)); }
    bool binary(Library::binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::list()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(std::string& value) override {
        m_key = std::move(value);
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
        throw JsonError(error.what());
    }

private:
    Json* add(Json value) {
        if (m_open.empty()) {
            m_root = std::move(value);
            return &m_root;
        }
        Json& parent = *m_open.back();
        if (parent.is_object()) {
            return &(parent[m_key] = std::move(value));
        }
        parent.push_back(std::move(value));
        return const_cast<Json*>(&parent.values().back());
    }
    bool put(Json value) {
        add(std::move(value));
        return true;
    }
    bool open(Json value) {
        if (m_open.size() == kDeepest) {
            throw JsonError("nested too deeply");
        }
        m_open.push_back(add(std::move(value)));
        return true;
    }
    bool close() {
        m_open.pop_back();
        return true;
    }

    Json m_root;
    std::string m_key;
    std::vector<Json*> m_open;
};

}  // namespace

/// Numbers and texts are written by the library, lists and objects here: nothing is copied into the library's own tree.
class JsonWriter {
public:
    explicit JsonWriter(std::size_t indent)
        : m_indent(indent),
          m_scalars(nlohmann::detail::output_adapter<char>(m_text), ' ', Library::error_handler_t::replace) {}

    void write(const Json& value, std::size_t depth) {
        std::visit(
            [&](const auto& held) {
                using Held = std::decay_t<decltype(held)>;
                if constexpr (std::same_as<Held, Json::Apart<Json::List>>) {
                    write_all('[', ']', *held, depth);
                } else if constexpr (std::same_as<Held, Json::Apart<Json::Members>>) {
                    write_all('{', '}', *held, depth);
                } else if constexpr (std::same_as<Held, Json::Apart<std::string>>) {
                    write_scalar(*held);
                } else {
                    write_scalar(held);
                }
            },
            value.m_value);
    }

    std::string take() { return std::move(m_text); }

private:
    void write_scalar(const Library& value) { m_scalars.dump(value, false, false, 0); }

    void write_item(const Json& value, std::size_t depth) { write(value, depth); }
    void write_item(const Json::Member& member, std::size_t depth) {
        write_scalar(member.key);
        m_text += m_indent > 0 ? ": " : ":";
        write(member.value, depth);
    }

    template <typename Items>
    void write_all(char open, char close, const Items& items, std::size_t depth) {
        m_text += open;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0) {
                m_text += ',';
            }
            new_line(depth + 1);
            write_item(items[i], depth + 1);
        }
        if (!items.empty()) {
            new_line(depth);
        }
        m_text += close;
    }

    void new_line(std::size_t depth) {
        if (m_indent > 0) {
            m_text += '\n';
            m_text.append(m_indent * depth, ' ');
        }
    }

    std::size_t m_indent;
    std::string m_text;
    nlohmann::detail::serializer<Library> m_scalars;
};

Json::Json() : m_value(nullptr) {}
Json::Json(std::nullptr_t) : m_value(nullptr) {}
Json::Json(bool value) : m_value(value) {}
Json::Json(double value) : m_value(value) {}
Json::Json(const char* text) : m_value(std::string(text)) {}
Json::Json(std::string text) : m_value(std::move(text)) {}
Json::Json(std::string_view text) : m_value(std::string(text)) {}
Json::Json(List values) : m_value(std::move(values)) {}
Json::Json(Signed value) : m_value(value.value) {
    // As it is read: one form for one number.
    if (value.value >= 0) {
        m_value = static_cast<std::uint64_t>(value.value);
    }
}
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
    return std::holds_alternative<Apart<std::string>>(m_value);
}
bool Json::is_list() const {
    return std::holds_alternative<Apart<List>>(m_value);
}
bool Json::is_object() const {
    return std::holds_alternative<Apart<Members>>(m_value);
}

template <typename Value>
const Value& Json::held(const char* wanted) const {
    if (const auto* found = std::get_if<Value>(&m_value)) {
        return *found;
    }
    throw JsonError(std::string("not ") + wanted);
}

bool Json::boolean() const {
    return held<bool>("true or false");
}

double Json::number() const {
    if (const auto* whole = std::get_if<std::int64_t>(&m_value)) {
        return static_cast<double>(*whole);
    }
    if (const auto* whole = std::get_if<std::uint64_t>(&m_value)) {
        return static_cast<double>(*whole);
    }
    return held<double>("a number");
}

std::int64_t Json::integer() const {
    if (const auto* whole = std::get_if<std::uint64_t>(&m_value)) {
        return static_cast<std::int64_t>(*whole);
    }
    return held<std::int64_t>("a whole number");
}

std::uint64_t Json::count() const {
    return held<std::uint64_t>("a whole number of 0 or more");
}

const std::string& Json::text() const {
    return *held<Apart<std::string>>("a text");
}

std::vector<std::string> Json::texts() const {
    std::vector<std::string> result;
    for (const Json& value : values()) {
        result.push_back(value.text());
    }
    return result;
}

const Json::List& Json::values() const& {
    return *held<Apart<List>>("a list");
}

const Json::Members& Json::members() const& {
    return *held<Apart<Members>>("an object");
}

std::size_t Json::size() const {
    return is_list() ? values().size() : is_object() ? members().size() : 0;
}

const Json* Json::find(std::string_view key) const {
    if (is_object()) {
        for (const Member& member : members()) {
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

const Json& Json::at(std::size_t index) const {
    if (index < values().size()) {
        return values()[index];
    }
    throw JsonError("a list of " + std::to_string(values().size()) + " values has no value " + std::to_string(index));
}

Json& Json::operator[](std::string_view key) {
    if (is_null()) {
        m_value = Members();
    }
    if (const Json* found = find(key)) {
        return const_cast<Json&>(*found);
    }
    Members& object = *held<Apart<Members>>("an object");
    object.emplace_back(std::string(key), Json());
    return object.back().value;
}

void Json::erase(std::string_view key) {
    if (is_object()) {
        std::erase_if(*held<Apart<Members>>("an object"), [&](const Member& member) { return member.key == key; });
    }
}

void Json::push_back(Json value) {
    if (is_null()) {
        m_value = List();
    }
    (*held<Apart<List>>("a list")).push_back(std::move(value));
}

bool operator==(const Json& a, const Json& b) {
    return a.m_value == b.m_value;
}

Json parse_json(std::string_view text) {
    Builder builder;
    Library::sax_parse(text, &builder);
    return builder.take();
}

std::vector<Json> parse_json_values(std::string_view text) {
    std::istringstream stream{std::string(text)};
    std::vector<Json> values;
    while (stream >> std::ws && stream.peek() != std::istringstream::traits_type::eof()) {
        Builder builder;
        Library::sax_parse(stream, &builder, Library::input_format_t::json, false);
        values.push_back(builder.take());
    }
    return values;
}

std::string json_line(const Json& value) {
    JsonWriter writer(0);
    writer.write(value, 0);
    return writer.take();
}

std::string json_text(const Json& value) {
    JsonWriter writer(2);
    writer.write(value, 0);
    return writer.take();
}

}  // namespace diaban
