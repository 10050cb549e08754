#include "layers/cartography/qr_code.hpp"

#include <gtest/gtest.h>

#include <string>

namespace diaban {
namespace {

constexpr int kVersionOneWidth = 21;

bool dark(const QrCode& code, int row, int column) {
    return code.dark[static_cast<std::size_t>(row * code.width + column)];
}

bool is_function_module(int row, int column) {
    const bool finder = (row < 9 && column < 9) || (row < 9 && column > 12) || (row > 12 && column < 9);
    return finder || row == 6 || column == 6;
}

bool masked(int mask, int i, int j) {
    switch (mask) {
        case 0:
            return (i + j) % 2 == 0;
        case 1:
            return i % 2 == 0;
        case 2:
            return j % 3 == 0;
        case 3:
            return (i + j) % 3 == 0;
        case 4:
            return (i / 2 + j / 3) % 2 == 0;
        case 5:
            return (i * j) % 2 + (i * j) % 3 == 0;
        case 6:
            return ((i * j) % 2 + (i * j) % 3) % 2 == 0;
        default:
            return ((i + j) % 2 + (i * j) % 3) % 2 == 0;
    }
}

/// Reads an undamaged version 1 code in byte mode, from ISO/IEC 18004: mask out of the format information, modules in
/// pairs of columns from the lower right, mode (4 bits), length (8 bits), bytes.
std::string read_version_one(const QrCode& code) {
    int mask = 0;
    for (int bit = 0; bit < 3; ++bit) {
        mask = mask * 2 + (dark(code, 8, 2 + bit) ? 1 : 0);
    }
    mask ^= 5;  // bits 12..10 of the format's own mask 101010000010010
    std::string bits;
    bool upwards = true;
    for (int right = code.width - 1; right > 0; right -= 2) {
        if (right == 6) {
            right = 5;
        }
        for (int step = 0; step < code.width; ++step) {
            const int row = upwards ? code.width - 1 - step : step;
            for (const int column : {right, right - 1}) {
                if (!is_function_module(row, column)) {
                    bits += dark(code, row, column) != masked(mask, row, column) ? '1' : '0';
                }
            }
        }
        upwards = !upwards;
    }
    const auto number = [&](std::size_t from, std::size_t count) {
        return static_cast<int>(std::stoul(bits.substr(from, count), nullptr, 2));
    };
    if (number(0, 4) != 4) {
        return "not in byte mode";
    }
    std::string text;
    for (int i = 0; i < number(4, 8); ++i) {
        text += static_cast<char>(number(12 + 8 * static_cast<std::size_t>(i), 8));
    }
    return text;
}

TEST(QrCode, HoldsTheRunId) {
    for (const std::string run : {"3f9a1c0b7e24", "000000000000", "ffffffffffff", "a1b2c3"}) {
        const QrCode code = qr_code(run);
        ASSERT_EQ(code.width, kVersionOneWidth);
        EXPECT_EQ(read_version_one(code), run);
    }
}

TEST(QrCode, NothingToHoldGivesNoCode) {
    EXPECT_EQ(qr_code("").width, 0);
}

}  // namespace
}  // namespace diaban
