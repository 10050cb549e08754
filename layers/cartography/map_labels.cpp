#include "layers/cartography/map_labels.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

namespace diaban {

namespace {

constexpr double kReferenceSize = 10.0;
/// Sizes that are tried, in points on A4; the largest only where there are few names.
constexpr std::array<double, 6> kSizes{10.5, 8.5, 7.6, 6.9, 6.3, 5.8};
constexpr std::size_t kFewNames = 24;
constexpr double kNumberSize = 6.5;
constexpr double kHalo = 1.1;
constexpr double kLabelGap = 0.6;  ///< kept free on each side of a label
constexpr double kListSize = 6.8;
constexpr double kListLine = 9.4;
constexpr double kListColumn = 95.0;
constexpr double kMaskCell = 1.0;

/// Lines closer than running text has them; stacked Vietnamese marks still clear the line above.
constexpr double kLabelLineSpacing = 0.85;

TextStyle label_style(double size) {
    return {size, FontWeight::kRegular, TextAlign::kCentre, kBlack, kLabelLineSpacing};
}

std::vector<std::string> words_of(const std::string& name) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : name + " ") {
        if (c != ' ' && c != '\n' && c != '\t') {
            word += c;
        } else if (!word.empty()) {
            words.push_back(word);
            word.clear();
        }
    }
    return words;
}

/// Letters, not bytes: continuation bytes of UTF-8 do not count.
std::size_t letters_in(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

/// One way to write a name.
struct Variant {
    std::string text;
    double size = 0.0;
};

/// From large to small; at each size one line before two before three.
std::vector<Variant> variants_of(Typesetter& text, const std::string& name, std::span<const double> type_sizes,
                                 std::vector<LabelSize>& sizes) {
    std::vector<Variant> variants;
    std::vector<std::string> forms;
    std::vector<TextSize> measured;
    for (std::size_t lines = 1; lines <= 3; ++lines) {
        const std::string form = broken_into(name, lines);
        if (forms.empty() || form != forms.back()) {
            forms.push_back(form);
            measured.push_back(text.measure(form, label_style(kReferenceSize)));
        }
    }
    for (const double size : type_sizes) {
        for (std::size_t f = 0; f < forms.size(); ++f) {
            const double factor = size / kReferenceSize;
            variants.push_back({forms[f], size});
            sizes.push_back(
                {measured[f].width * factor + 2.0 * kLabelGap, measured[f].height * factor + 2.0 * kLabelGap});
        }
    }
    return variants;
}

}  // namespace

std::string broken_into(const std::string& name, std::size_t lines) {
    const std::vector<std::string> words = words_of(name);
    const std::size_t count = std::min(lines, words.size());
    if (count == 0) {
        return "";
    }
    // cost[k][i]: the longest line when the first i words stand on k lines.
    const std::size_t none = std::numeric_limits<std::size_t>::max();
    std::vector<std::vector<std::size_t>> cost(count + 1, std::vector<std::size_t>(words.size() + 1, none));
    std::vector<std::vector<std::size_t>> from = cost;
    cost[0][0] = 0;
    for (std::size_t k = 1; k <= count; ++k) {
        for (std::size_t i = k; i <= words.size(); ++i) {
            std::size_t length = 0;
            for (std::size_t j = i; j-- > k - 1;) {
                length += letters_in(words[j]) + (j + 1 < i ? 1 : 0);
                if (cost[k - 1][j] != none && std::max(cost[k - 1][j], length) < cost[k][i]) {
                    cost[k][i] = std::max(cost[k - 1][j], length);
                    from[k][i] = j;
                }
            }
        }
    }
    std::string result;
    std::size_t end = words.size();
    for (std::size_t k = count; k > 0; --k) {
        std::string line;
        for (std::size_t j = from[k][end]; j < end; ++j) {
            line += (line.empty() ? "" : " ") + words[j];
        }
        result = line + (result.empty() ? "" : "\n" + result);
        end = from[k][end];
    }
    return result;
}

MapLabels label_areas(Typesetter& text, const std::vector<PageOutline>& outlines, const std::vector<AreaName>& names,
                      const LabelRoom& room) {
    const double scale = room.scale;
    const AreaMask mask = mask_of(outlines, room.frame, kMaskCell);
    std::vector<LabelRequest> requests;
    std::vector<std::vector<Variant>> variants;
    std::vector<double> sizes;
    for (const double size : kSizes) {
        if (size < kSizes.front() || outlines.size() <= kFewNames) {
            sizes.push_back(size * scale);
        }
    }
    const TextSize number = text.measure(outlines.size() > 99 ? "888*" : "88*", label_style(kNumberSize * scale));
    for (std::size_t i = 0; i < outlines.size(); ++i) {
        // What lies outside the frame of a part of the map is not missing on it.
        if (outlines[i].empty() || names[i].name.empty() || !outlines[i].box.overlaps(room.frame)) {
            continue;
        }
        LabelRequest request;
        request.area = static_cast<std::int32_t>(i);
        request.number = {number.width + 2.0 * kLabelGap, number.height + 2.0 * kLabelGap};
        request.priority = names[i].priority;
        variants.push_back(variants_of(text, names[i].name + (names[i].marked ? "*" : ""), sizes, request.names));
        requests.push_back(std::move(request));
    }
    const std::vector<LabelPlacement> placements = place_labels(mask, requests, {room.list_room, room.obstacles});

    MapLabels labels;
    std::vector<std::size_t> numbered;
    for (std::size_t i = 0; i < placements.size(); ++i) {
        if (placements[i].kind == LabelKind::kName) {
            const Variant& variant = variants[i][placements[i].variant];
            labels.placed.push_back({variant.text, variant.size, placements[i].box});
        } else if (placements[i].kind == LabelKind::kNumber) {
            numbered.push_back(i);
        } else {
            ++labels.unnamed;
        }
    }
    std::stable_sort(numbered.begin(), numbered.end(), [&](std::size_t a, std::size_t b) {
        const PageBox& p = placements[a].box;
        const PageBox& q = placements[b].box;
        return p.y != q.y ? p.y < q.y : p.x < q.x;
    });
    for (std::size_t n = 0; n < numbered.size(); ++n) {
        const AreaName& name = names[static_cast<std::size_t>(requests[numbered[n]].area)];
        labels.placed.push_back(
            {std::to_string(n + 1) + (name.marked ? "*" : ""), kNumberSize * scale, placements[numbered[n]].box});
        labels.numbered.push_back({n + 1, name.name + (name.marked ? "*" : "")});
    }
    return labels;
}

void draw_labels(Typesetter& text, const MapLabels& labels) {
    for (const PlacedLabel& label : labels.placed) {
        text.draw_with_halo(label.text, label_style(label.size), label.box.centre(), kHalo);
    }
}

ListShape list_shape(const PageBox& box, double scale) {
    ListShape shape;
    shape.columns = std::max<std::size_t>(1, static_cast<std::size_t>(box.width / (kListColumn * scale)));
    shape.rows = box.height <= 0.0 ? 0 : static_cast<std::size_t>(box.height / (kListLine * scale));
    return shape;
}

double draw_list(Typesetter& text, const std::vector<NumberedName>& numbered, const PageBox& box, double scale) {
    const ListShape shape = list_shape(box, scale);
    const double line = kListLine * scale;
    const double figure = 16.0 * scale;
    // As few columns as there are rows for (two lines are left to the notes below), so that long names are not cut;
    // then as many rows as an even spread needs.
    const std::size_t room = std::max<std::size_t>(1, shape.rows > 4 ? shape.rows - 4 : shape.rows);
    const std::size_t columns = std::clamp<std::size_t>((numbered.size() + room - 1) / room, 1, shape.columns);
    const std::size_t rows = (numbered.size() + columns - 1) / columns;
    const double width = box.width / static_cast<double>(columns);
    for (std::size_t i = 0; i < numbered.size(); ++i) {
        const double x = box.x + width * static_cast<double>(i / rows);
        const double y = box.y + line * static_cast<double>(i % rows);
        const TextStyle number{kListSize * scale, FontWeight::kBold, TextAlign::kRight, kBlack};
        const TextStyle name{kListSize * scale, FontWeight::kRegular, TextAlign::kLeft, kBlack};
        text.draw(std::to_string(numbered[i].number), number, {x, y, figure - 4.0 * scale, line});
        text.draw(numbered[i].name, name, {x + figure, y, width - figure - 3.0 * scale, line});
    }
    return box.y + line * static_cast<double>(rows);
}

}  // namespace diaban
