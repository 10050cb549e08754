// Any bytes as a cell of text, as a file in UTF-16 and as a cell of a spreadsheet: what is read is UTF-8 in form C and
// reads back as itself.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "layers/text/code_points.hpp"
#include "layers/text/formula_cell.hpp"
#include "layers/text/normal_form.hpp"
#include "layers/text/text_encoding.hpp"
#include "layers/text/utf16.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace diaban;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const DecodedText read = decode_text(bytes);
    if (!code_points(read.text) || composed(read.text) != read.text ||
        !(read.confidence >= 0.0 && read.confidence <= 1.0 + 1e-12)) {
        std::abort();
    }
    TextDecoder decoder;
    if (decoder.decode(bytes).text != read.text || decoder.decode(bytes).text != read.text) {
        std::abort();
    }
    if (starts_formula(neutral_cell(bytes))) {
        std::abort();
    }
    const Utf16Order order = utf16_order(bytes).value_or(Utf16Order::kLittleEndian);
    if (!code_points(utf8_from_utf16(bytes, order))) {
        std::abort();
    }
    return 0;
}
