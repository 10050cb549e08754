// The viewer: one self-contained HTML page with the review's data in it.
#pragma once

#include <optional>
#include <string>

#include "layers/model/feature_layer.hpp"
#include "layers/model/raster.hpp"
#include "layers/model/review.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// What the page shows. `areas` are areas in the metric CRS of `header.crs` with the columns of the contract; the page
/// copes with columns that are missing altogether. `density` is a surface in the same CRS, per km2, of the current window.
struct ViewerContent {
    ReviewHeader header;
    FeatureLayer areas;
    std::optional<Raster> density;
    Language language = Language::kVietnamese;  ///< the one the page opens in; it always carries both
};

/// The bundle of viewer/schema/review-bundle.schema.json ("diaban.review/1") as JSON text that can stand inside an HTML
/// script element: `<`, U+2028 and U+2029 are escaped. Reals keep seven significant digits; non-finite numbers become null;
/// text that is not UTF-8 has the wrong bytes replaced by U+FFFD. A surface of more than four million cells is averaged into
/// larger ones; borders of more than 150,000 points in all are simplified, the same for both neighbours. Equal input gives
/// equal bytes. O(vertices log vertices + cells + table).
std::string viewer_bundle_json(const ViewerContent& content);

/// The whole page: the built viewer with the bundle inside, to be written as index.html. It needs no other file, no server
/// and no network.
std::string viewer_page(const ViewerContent& content);

}  // namespace diaban
