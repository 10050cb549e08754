// JSON as a plain value: records of runs, the page's bundle, word catalogues. Text is read and written by nlohmann/json, which only
// json_value.cpp sees: its header alone costs a file five seconds of compiling.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace diaban {

/// A text that is no JSON, a key that is not there, a value of another type than asked for.
struct JsonError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// null, truth value, number, text, list, or object whose keys keep their order. Copyable, 16 bytes beside what text, lists
/// and objects hold. Looking a key up is O(keys).
class Json {
public:
    struct Member;
    using List = std::vector<Json>;
    using Members = std::vector<Member>;

    Json();
    Json(std::nullptr_t);
    Json(bool value);
    template <std::signed_integral Integer>
    Json(Integer value) : Json(Signed{value}) {}
    template <std::unsigned_integral Integer>
    requires(!std::same_as<Integer, bool>) Json(Integer value) : Json(Unsigned{value}) {}
    Json(double value);  ///< what is not finite is written as null
    Json(const char* text);
    Json(std::string text);
    Json(std::string_view text);
    /// The value, or null where there is none.
    template <typename Value>
    Json(const std::optional<Value>& value) : Json(value ? Json(*value) : Json()) {}
    /// A list of whatever has a JSON form.
    template <typename Value>
    Json(const std::vector<Value>& values) : Json(List(values.begin(), values.end())) {}
    Json(List values);
    /// An object, by name.
    template <typename Value>
    Json(const std::map<std::string, Value>& values) : Json(object()) {
        for (const auto& [key, value] : values) {
            (*this)[key] = Json(value);
        }
    }
    /// An object: {{"from", 1}, {"to", 2}}.
    Json(std::initializer_list<Member> members);
    Json(const Json& other);
    Json(Json&& other) noexcept;
    Json& operator=(const Json& other);
    Json& operator=(Json&& other) noexcept;
    ~Json();

    static Json object();
    static Json list(List values = {});

    [[nodiscard]] bool is_null() const;
    [[nodiscard]] bool is_number() const;
    [[nodiscard]] bool is_text() const;
    [[nodiscard]] bool is_list() const;
    [[nodiscard]] bool is_object() const;

    // Each throws JsonError where the value is of another type.
    [[nodiscard]] bool boolean() const;
    [[nodiscard]] double number() const;
    [[nodiscard]] std::int64_t integer() const;
    [[nodiscard]] std::uint64_t count() const;  ///< a whole number of 0 or more
    [[nodiscard]] const std::string& text() const;
    [[nodiscard]] std::vector<std::string> texts() const;
    [[nodiscard]] const List& values() const&;
    [[nodiscard]] const Members& members() const&;
    // Of a value that is gone before a loop over its parts has begun.
    const List& values() const&& = delete;
    const Members& members() const&& = delete;

    /// Values of a list or members of an object; 0 for anything else.
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool contains(std::string_view key) const;
    /// The member; throws JsonError where there is none.
    [[nodiscard]] const Json& at(std::string_view key) const;
    /// The value of a list; throws JsonError where there is none.
    [[nodiscard]] const Json& at(std::size_t index) const;
    /// The member, or null where it does not stand there.
    [[nodiscard]] const Json* find(std::string_view key) const;
    /// The member, made as null where there is none; null becomes an object by it.
    Json& operator[](std::string_view key);
    void erase(std::string_view key);
    /// Adds to a list; null becomes one by it.
    void push_back(Json value);

    friend bool operator==(const Json& a, const Json& b);

private:
    struct Signed {
        std::int64_t value;
    };
    struct Unsigned {
        std::uint64_t value;
    };
    explicit Json(Signed value);
    explicit Json(Unsigned value);

    /// A value kept elsewhere, so that the many numbers of a page's lists stay small. Empty only after it was moved from.
    template <typename Value>
    class Apart {
    public:
        Apart(Value value) : m_value(std::make_unique<Value>(std::move(value))) {}
        Apart(const Apart& other) : m_value(other.m_value ? std::make_unique<Value>(*other.m_value) : nullptr) {}
        Apart(Apart&&) noexcept = default;
        Apart& operator=(const Apart& other) { return *this = Apart(other); }
        Apart& operator=(Apart&&) noexcept = default;
        Value& operator*() const { return *m_value; }
        friend bool operator==(const Apart& a, const Apart& b) { return *a == *b; }

    private:
        std::unique_ptr<Value> m_value;
    };

    template <typename Value>
    [[nodiscard]] const Value& held(const char* wanted) const;

    friend class JsonWriter;
    std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, Apart<std::string>, Apart<List>,
                 Apart<Members>>
        m_value;
};

struct Json::Member {
    Member(std::string name, Json content) : key(std::move(name)), value(std::move(content)) {}
    std::string key;
    Json value;
    friend bool operator==(const Member&, const Member&) = default;
};

/// Throws JsonError with the place. O(n).
Json parse_json(std::string_view text);
/// Values that stand one after the other, with nothing but blanks between them.
std::vector<Json> parse_json_values(std::string_view text);

/// The text in one line.
std::string json_line(const Json& value);

/// The text with two blanks a level, without a line end behind it. Bytes that are no UTF-8 become U+FFFD.
std::string json_text(const Json& value);

}  // namespace diaban
