// Invented names of districts, wards, towns and communes. They sound like the delta's, and none is on the list of the
// province they stand in for.
#pragma once

#include <string>
#include <vector>

namespace diaban {

/// Name of the only city.
std::string city_name();
/// Name of rural district `index` (0 to 19) without its type, e.g. "Vân Trạch".
std::string district_name(int index);
/// Number of different district names.
int district_name_count();

/// Name of ward `index` of the city, with its type: "Phường Bến Gốm". Different for every index.
std::string ward_name(int index);
/// Name of town `index` of a district: "Thị trấn Vân Trạch", then "Thị trấn Vân Trạch Đông" ...
std::string town_name(int district, int index);
/// Name of commune `index` of a district: "Xã Vân Hưng", "Xã Vân Hùng" ... Different for every (district, index). The
/// first ones collide in pairs when diacritics are stripped (Hưng / Hùng), as real ones do.
std::string commune_name(int district, int index);

}  // namespace diaban
