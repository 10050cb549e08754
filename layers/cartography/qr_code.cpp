#include "layers/cartography/qr_code.hpp"

#include <qrencode.h>

#include <algorithm>
#include <memory>

#include "layers/cartography/colour.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

struct FreeCode {
    void operator()(QRcode* code) const { QRcode_free(code); }
};
constexpr double kQuietZone = 2.0;

}  // namespace

QrCode qr_code(const std::string& text) {
    if (text.empty()) {
        return {};
    }
    const std::unique_ptr<QRcode, FreeCode> made(QRcode_encodeData(
        static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
    if (!made) {
        throw Error(ErrorCode::kInternal, "error.map-qr", {{"value", text}});
    }
    QrCode code;
    code.width = made->width;
    const auto cells = static_cast<std::size_t>(made->width) * static_cast<std::size_t>(made->width);
    code.dark.resize(cells);
    for (std::size_t i = 0; i < cells; ++i) {
        code.dark[i] = (made->data[i] & 1u) != 0;
    }
    return code;
}

PageBox draw_qr_code(cairo_t* context, const QrCode& code, const PageBox& box) {
    const double side = std::min(box.width, box.height);
    const PageBox square{box.x, box.y, side, side};
    if (code.width == 0) {
        return {box.x, box.y, 0.0, 0.0};
    }
    const double module = side / (code.width + 2.0 * kQuietZone);
    cairo_save(context);
    cairo_set_antialias(context, CAIRO_ANTIALIAS_NONE);
    cairo_set_source_rgb(context, kBlack.red, kBlack.green, kBlack.blue);
    for (int row = 0; row < code.width; ++row) {
        for (int column = 0; column < code.width;) {
            int end = column;
            while (end < code.width && code.dark[static_cast<std::size_t>(row * code.width + end)]) {
                ++end;
            }
            if (end > column) {
                cairo_rectangle(context, square.x + (column + kQuietZone) * module,
                                square.y + (row + kQuietZone) * module, (end - column) * module, module);
            }
            column = std::max(end, column + 1);
        }
    }
    cairo_fill(context);
    cairo_restore(context);
    return square;
}

}  // namespace diaban
