// What every page of a review carries around whatever it shows: title and windows, marking, provenance, run id, page
// number.
#pragma once

#include <cstddef>
#include <string>

#include "layers/cartography/text_block.hpp"
#include "layers/cartography/thematic_map.hpp"

namespace diaban {

/// What stands around the frame of a page's map.
enum class Coordinates { kNone, kMetric, kMetricAndDegrees };

/// Which page of which review.
struct PageIdentity {
    const ReviewHeader& header;
    std::string theme;  ///< "Bản đồ phân loại địa bàn"
    Coordinates coordinates = Coordinates::kNone;
    std::size_t page = 1;
    std::size_t pages = 1;
};

/// Title (wrapped, at most five lines), theme and unit, windows, and the word that a split was forced.
TextBlock header_block(Typesetter& text, const PageIdentity& identity, const PageOptions& options);

/// How many incidents there are and how many of them have coordinates; "" where none is counted.
std::string incidents_in_words(const ReviewHeader& header, const Catalogue& words);

/// Every input with its role; "" where none is named.
std::string sources_in_words(const ReviewHeader& header, const Catalogue& words);

/// Incidents counted and located, rule, sources, coordinates.
TextBlock information_block(const PageIdentity& identity, const PageOptions& options);

/// "Not for release" in a box; nothing where there is no marking.
void draw_marking(Typesetter& text, const std::string& marking, const PageBox& box, double scale);

/// The run id as a QR code and in letters, the date of the review, the program.
void draw_code(Typesetter& text, const ReviewHeader& header, const PageBox& box, const PageOptions& options);

void draw_footer(Typesetter& text, const PageIdentity& identity, const PageBox& box, const PageOptions& options);

}  // namespace diaban
