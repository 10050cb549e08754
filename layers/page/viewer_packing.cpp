#include "layers/page/viewer_packing.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>

#include <memory>

#include "layers/model/error.hpp"

namespace diaban {

namespace {

constexpr int kDeflateLevel = 9;

struct CplFree {
    void operator()(void* memory) const { CPLFree(memory); }
};

std::vector<std::uint8_t> deflated(const void* bytes, std::size_t count) {
    // zlib's documented worst case (deflateBound) with room to spare.
    std::vector<std::uint8_t> packed_bytes(count + count / 1000 + 128);
    std::size_t written = 0;
    if (CPLZLibDeflate(bytes, count, kDeflateLevel, packed_bytes.data(), packed_bytes.size(), &written) == nullptr) {
        throw Error(ErrorCode::kInternal, "error.deflate-failed", {{"bytes", std::to_string(count)}});
    }
    packed_bytes.resize(written);
    return packed_bytes;
}

std::string base64(const std::vector<std::uint8_t>& bytes) {
    const std::unique_ptr<char, CplFree> text(CPLBase64Encode(static_cast<int>(bytes.size()), bytes.data()));
    return text.get();
}

}  // namespace

std::string deflated_base64(const std::vector<std::uint8_t>& bytes) {
    return base64(deflated(bytes.data(), bytes.size()));
}

std::string deflated_base64(std::string_view bytes) {
    return base64(deflated(bytes.data(), bytes.size()));
}

}  // namespace diaban
