// The name of an administrative unit as people write it, taken apart so that spellings of one name compare equal.
//
// Equal are: NFC and NFD; letter case; the old and the new place of the tone mark (Hòa = Hoà, Thủy = Thuỷ); abbreviated
// and written types (TP. TX. H. Q. P. X. TT. with or without dot and space); spaces, hyphens and apostrophes of any
// kind; "Phường 01" and "Phường 1". Different stay: any letter, shape or tone (Trực Hưng, Trực Hùng), i and y, and two
// types (a commune and a town of one name are two units).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace diaban {

enum class UnitType : std::uint8_t {
    kUnknown,
    kProvince,       ///< tỉnh
    kCity,           ///< thành phố, TP.
    kTown,           ///< thị xã, TX.
    kUrbanDistrict,  ///< quận, Q.
    kRuralDistrict,  ///< huyện, H.
    kWard,           ///< phường, P.
    kCommune,        ///< xã, X.
    kTownship,       ///< thị trấn, TT.
    kSpecialZone,    ///< đặc khu
};

/// One unit without those above it.
struct UnitName {
    UnitType type = UnitType::kUnknown;
    std::string key;    ///< small letters, tone as a digit behind its syllable: "hai2 hau5"; equal keys are one name
    std::string plain;  ///< the same without any mark: "hai hau"; may suggest a name, never decide

    friend bool operator==(const UnitName&, const UnitName&) = default;
};

/// "Xã Hải Anh, huyện Hải Hậu": the unit, and the units named behind it, nearest first.
struct PlaceName {
    UnitName unit;
    std::vector<UnitName> within;

    friend bool operator==(const PlaceName&, const PlaceName&) = default;
};

/// Takes a name apart. Units are separated by commas, semicolons or brackets. Text that is not UTF-8 must have been
/// decoded before. O(length).
PlaceName parse_place_name(std::string_view utf8);

/// True where the names agree and the types do, or one of them is not told.
bool may_be_same(const UnitName& a, const UnitName& b);

}  // namespace diaban
