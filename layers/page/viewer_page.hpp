// The viewer: one self-contained HTML page with the review's data in it.
#pragma once

#include <string>

#include "layers/page/viewer_content.hpp"

namespace diaban {

/// The bundle of viewer/schema/review-bundle.schema.json ("diaban.review/1") as JSON text that can stand inside an HTML
/// script element: `<`, U+2028 and U+2029 are escaped. Reals keep seven significant digits (five in figures by period);
/// non-finite numbers become null; text that is not UTF-8 has the wrong bytes replaced by U+FFFD. A surface of more
/// than four million cells (one million for the further ones) is averaged into larger ones; borders of more than
/// 150,000 points in all are simplified, the same for both neighbours. Long lists are deflated. Equal input gives equal
/// bytes. O(vertices log vertices + cells + table). Throws Error{kInternal} when the figures by period are not areas x
/// periods.
std::string viewer_bundle_json(const ViewerContent& content);

/// The whole page: the built viewer with the bundle inside, to be written as index.html. It needs no other file, no
/// server and no network.
std::string viewer_page(const ViewerContent& content);

}  // namespace diaban
