// Columns that hold persons' names or numbers have no place in the program: found by their header.
#pragma once

#include <string>
#include <vector>

namespace diaban {

/// What a table lists.
enum class TableOf {
    kEvents,  ///< a full name is a person's
    kPlaces,  ///< areas have full names too ("Phường Nam Định"): there only the content can tell (personal_content.hpp)
};

/// The names among `fields` that speak of a person: full name, ID card, passport, phone, plate, bank account, e-mail
/// (Vietnamese with and without diacritics, English). Compared by whole words without letter case. O(total length).
std::vector<std::string> personal_columns(const std::vector<std::string>& fields, TableOf table = TableOf::kEvents);

}  // namespace diaban
