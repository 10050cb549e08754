// The run id as a QR code, so that a page on a wall leads back to the run that made it.
#pragma once

#include <cairo.h>

#include <string>
#include <vector>

#include "layers/cartography/page_geometry.hpp"

namespace diaban {

/// A QR code (ISO/IEC 18004) without its quiet zone, row by row, true = dark.
struct QrCode {
    int width = 0;
    std::vector<bool> dark;
};

/// Encodes text at error correction level M; empty text gives an empty code. Throws Error{kInternal} where it is too
/// long for a code (2,331 bytes).
QrCode qr_code(const std::string& text);

/// Draws it as filled runs in the largest square at the left of `box`, with a quiet zone of two modules, and returns
/// the square.
PageBox draw_qr_code(cairo_t* context, const QrCode& code, const PageBox& box);

}  // namespace diaban
