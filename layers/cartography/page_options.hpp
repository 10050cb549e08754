// Paper, format and language of a page.
#pragma once

#include "layers/words/catalogue.hpp"

namespace diaban {

enum class PageSize { kA4, kA3 };
enum class PageOrientation { kLandscape, kPortrait };
enum class MapFormat { kPdf, kPng, kSvg };

struct PageOptions {
    PageSize size = PageSize::kA4;
    PageOrientation orientation = PageOrientation::kLandscape;
    MapFormat format = MapFormat::kPdf;
    Language language = Language::kVietnamese;
};

}  // namespace diaban
