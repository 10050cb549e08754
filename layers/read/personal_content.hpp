// Columns that hold persons' names or numbers, found by what stands in their cells, whatever their header says.
//
// What counts, and when a column is held to be personal (n = cells that are not blank):
//   identity number   12 digits (CCCD): a province's code, a century and gender of 0-3, a year of birth; or 9 digits (CMND) that
//                     begin with 01-38. A cell that names it ("CCCD 036...") or holds one of 12 digits within other text: one is enough.
//                     As whole cells: two, and half of n. Nine digits alone are also what cases are numbered with: two, four fifths of n, and
//                     a header that speaks of no number or code.
//   telephone         0 or +84 and the prefix of a mobile network, grouped as such numbers are. Written with +84 or groups, or within
//                     other text: one is enough. Ten digits as whole cells: two, and a fifth of n.
//   number plate      18A-123.45, 29-H1 234.56, or any form in a cell that speaks of a vehicle: one is enough. Without the dot
//                     (18A-12345, 18A12345): two, and half of n.
//   e-mail            one is enough.
//   person's name     two to five Vietnamese words, capitalised, that begin with a family name and are not one of the persons whom
//                     streets, wards and schools are named after: two, and three fifths of n. Headers that speak of places are left
//                     alone.
// Incident numbers, coordinates, populations, codes of areas and names of wards do not look like this; a digit run that touches a
// letter, a decimal mark or a colon is no number of a person.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "layers/text/text_encoding.hpp"

namespace diaban {

enum class PersonalKind : std::uint8_t { kIdentity, kPhone, kPlate, kEmail, kName };

/// What the reader of a table knows of a column.
enum class ColumnUse : std::uint8_t {
    kFree,    ///< looked at for everything
    kPlaces,  ///< names of places or kinds of events by the project's own word: not looked at for persons' names
    kValues,  ///< coordinates and times: not looked at
};

struct PersonalColumn {
    std::size_t column = 0;
    PersonalKind kind = PersonalKind::kIdentity;
    std::uint64_t cells = 0;  ///< that showed it
};

/// Counts over cells; parts of a table counted apart and merged give the same as the whole.
class PersonalScan {
public:
    PersonalScan() = default;
    explicit PersonalScan(std::vector<ColumnUse> columns);

    /// O(length), a few nanoseconds for numbers and short codes.
    void add(std::size_t column, std::string_view cell);
    void merge(const PersonalScan& other);

    /// The columns that hold persons' data, in order; a column is named once, with the kind that most of its cells show.
    [[nodiscard]] std::vector<PersonalColumn> found(const std::vector<std::string>& headers) const;

private:
    struct Counts {
        std::uint64_t filled = 0;
        std::array<std::uint64_t, 5> certain{};  ///< by PersonalKind: one is enough
        std::array<std::uint64_t, 5> likely{};   ///< by PersonalKind: a matter of share
        std::uint64_t nine_digits = 0;
    };
    void add_numbers(Counts& counts, std::string_view cell);

    std::vector<ColumnUse> m_use;
    std::vector<Counts> m_counts;
    TextDecoder m_decoder;
};

/// "identity", "phone", "plate", "email", "name": the end of a word key.
const char* personal_kind_name(PersonalKind kind);

}  // namespace diaban
