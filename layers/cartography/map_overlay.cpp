#include "layers/cartography/map_overlay.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace diaban {

namespace {

struct Look {
    PointSymbol symbol;
    unsigned fill;
};
constexpr std::array<Look, 7> kPoints{{{PointSymbol::kStar, 0xFFD92F},
                                       {PointSymbol::kSquare, 0x1B4F9C},
                                       {PointSymbol::kTriangle, 0x222222},
                                       {PointSymbol::kDiamond, 0x66C2A5},
                                       {PointSymbol::kFlag, 0xE7298A},
                                       {PointSymbol::kCircle, 0xFFFFFF},
                                       {PointSymbol::kCross, 0x222222}}};
constexpr std::array<unsigned, 3> kLines{0x1B4F9C, 0x00695C, 0x6A1B9A};

struct Sense {
    std::string_view word;
    PointSymbol symbol;
};
constexpr std::array<Sense, 22> kSenses{{
    {"police", PointSymbol::kStar},        {"cong_an", PointSymbol::kStar},    {"team", PointSymbol::kStar},
    {"to_", PointSymbol::kStar},           {"tru_so", PointSymbol::kStar},     {"club", PointSymbol::kDiamond},
    {"cau_lac_bo", PointSymbol::kDiamond}, {"guard", PointSymbol::kDiamond},   {"dan_phong", PointSymbol::kDiamond},
    {"bao_ve", PointSymbol::kDiamond},     {"camera", PointSymbol::kTriangle}, {"mat_than", PointSymbol::kTriangle},
    {"market", PointSymbol::kSquare},      {"cho", PointSymbol::kSquare},      {"shop", PointSymbol::kSquare},
    {"school", PointSymbol::kFlag},        {"truong", PointSymbol::kFlag},     {"church", PointSymbol::kCircle},
    {"nha_tho", PointSymbol::kCircle},     {"chua", PointSymbol::kCircle},     {"den_", PointSymbol::kCircle},
    {"van_hoa", PointSymbol::kCircle},
}};

/// Whether `word` begins a part of a name: "cho" in "cho_dau_moi", not in "nghich_o".
bool speaks_of(const std::string& name, std::string_view word) {
    for (std::size_t at = name.find(word); at != std::string::npos; at = name.find(word, at + 1)) {
        if (at == 0 || name[at - 1] == '_' || name[at - 1] == '-' || name[at - 1] == ' ') {
            return true;
        }
    }
    return false;
}

template <typename Same>
bool is_taken(const std::vector<OverlaySymbol>& taken, Same same) {
    return std::any_of(taken.begin(), taken.end(), same);
}

std::size_t point_look(const std::string& name, const std::vector<OverlaySymbol>& taken) {
    const auto free = [&](PointSymbol symbol) {
        return !is_taken(taken,
                         [&](const OverlaySymbol& t) { return t.kind == GeometryKind::kPoint && t.symbol == symbol; });
    };
    const auto place_of = [](PointSymbol symbol) {
        return static_cast<std::size_t>(
            std::find_if(kPoints.begin(), kPoints.end(), [&](const Look& look) { return look.symbol == symbol; }) -
            kPoints.begin());
    };
    for (const Sense& sense : kSenses) {
        if (speaks_of(name, sense.word) && free(sense.symbol)) {
            return place_of(sense.symbol);
        }
    }
    // Shapes that stand for nothing else first.
    for (const PointSymbol symbol :
         {PointSymbol::kCircle, PointSymbol::kSquare, PointSymbol::kTriangle, PointSymbol::kDiamond, PointSymbol::kStar,
          PointSymbol::kFlag, PointSymbol::kCross}) {
        if (free(symbol)) {
            return place_of(symbol);
        }
    }
    return taken.size() % kPoints.size();
}

}  // namespace

OverlaySymbol overlay_symbol(GeometryKind kind, const std::string& name, const std::vector<OverlaySymbol>& taken) {
    OverlaySymbol symbol;
    symbol.kind = kind;
    if (kind == GeometryKind::kPoint) {
        const Look& look = kPoints[point_look(name, taken)];
        symbol.symbol = look.symbol;
        symbol.fill = colour_from_hex(look.fill);
        return symbol;
    }
    const auto lines = static_cast<std::size_t>(std::count_if(
        taken.begin(), taken.end(), [](const OverlaySymbol& t) { return t.kind != GeometryKind::kPoint; }));
    symbol.line = colour_from_hex(kLines[lines % kLines.size()]);
    symbol.line_width = 1.2;
    symbol.line_kind = static_cast<LineKind>(lines % 3);
    return symbol;
}

}  // namespace diaban
