// The register of earlier reviews: what each area was found to be, and when.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/classify/memory.hpp"
#include "layers/model/areas.hpp"
#include "layers/model/rejects.hpp"
#include "layers/text/area_resolver.hpp"

namespace diaban {

struct ReviewRegister {
    /// One entry an area of the layer: its reviews before the present one, in order of date.
    std::vector<std::vector<EarlierReview>> history;
    std::uint64_t rows_read = 0;
    Rejects rejects;  ///< rows_read = reviews in `history` + rows of old units that were carried + rows here
    std::uint64_t carried_exactly = 0;    ///< reviews in `history` that old units brought (carried_reviews.hpp)
    std::uint64_t carried_estimated = 0;  ///< the same, by weight
};

/// Reads a table with the columns area (id or name; also area_id), date (also review_date), class and, optionally,
/// status and rule: a register.csv, or the layer `areas` of an earlier run. Classes and statuses are codes
/// ("contained", "being-turned-around") or the words of either language. `as_of`: the present review; rows of that day
/// or later are not earlier reviews. Areas are found by any spelling of their names; units of an old list go through
/// the resolver's crosswalk. Reject reasons: reject.register-parts-differ and reject.area-split for such units;
/// reject.register-area-unknown (no such area, or a name that two share), reject.date-unreadable,
/// reject.register-not-earlier, reject.register-class-unknown, reject.register-status-unknown, reject.register-twice.
/// Throws Error{kInput}: error.field-unknown for a missing column, error.date-ambiguous, and those of Source.
ReviewRegister read_review_register(const std::string& source, const AreaResolver& areas, LocalDay as_of);
ReviewRegister read_review_register(const std::string& source, const AreaLayer& areas, LocalDay as_of);

/// "proposed", "being-turned-around", "passed", "watched", "off-the-list", "not-passed", "relapsed".
const char* status_value(ReviewStatus status);

/// The register with the present review added, as CSV with BOM: what the next review gives as `previous`. Areas with
/// neither an earlier review nor a class now have no row.
struct PresentReview {
    LocalDay as_of{};
    /// One entry an area: class and status now, empty where the area is not classified.
    std::vector<std::optional<EarlierReview>> review;
};
std::string register_csv(const AreaLayer& areas, const std::vector<std::vector<EarlierReview>>& history,
                         const PresentReview& present);

}  // namespace diaban
