#include "engine/sample/categories.hpp"

namespace diaban {
namespace {

using Hours = std::array<double, 24>;

constexpr Hours kNightAndNoon{6, 7, 8, 8, 6, 4, 3, 3, 4, 4, 4, 5, 6, 6, 4, 4, 4, 4, 4, 5, 5, 5, 5, 6};
constexpr Hours kEvening{3, 2, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 6, 8, 10, 11, 10, 8, 5};
constexpr Hours kLateEvening{8, 5, 3, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 3, 3, 3, 4, 5, 7, 9, 11, 13, 13, 11};
constexpr Hours kOffice{1, 1, 1, 1, 1, 1, 2, 5, 9, 11, 10, 7, 4, 6, 9, 9, 8, 6, 4, 4, 4, 3, 2, 1};
constexpr Hours kTraffic{3, 2, 2, 1, 2, 4, 8, 8, 5, 4, 4, 6, 5, 4, 4, 5, 8, 10, 9, 8, 7, 6, 5, 4};
constexpr Hours kFire{3, 3, 3, 3, 2, 2, 3, 3, 4, 5, 6, 6, 6, 6, 6, 6, 5, 6, 6, 5, 4, 4, 4, 3};

constexpr std::array<IncidentCategory, 10> kCategories{{
    {"Trộm cắp tài sản", 0.33, 0.03, 0.60, 0.15, 0.18, 0.9, kNightAndNoon},
    {"Cướp giật tài sản", 0.04, 0.03, 0.45, 0.45, 0.10, 1.1, kEvening},
    {"Cố ý gây thương tích", 0.09, 0.05, 0.55, 0.15, 0.05, 1.5, kLateEvening},
    {"Gây rối trật tự công cộng", 0.08, 0.15, 0.65, 0.20, 0.05, 1.6, kLateEvening},
    {"Lừa đảo chiếm đoạt tài sản", 0.07, 0.02, 0.30, 0.05, 0.00, 0.6, kOffice},
    {"Hủy hoại tài sản", 0.04, 0.03, 0.45, 0.15, 0.05, 1.2, kLateEvening},
    {"Tai nạn giao thông", 0.15, 0.02, 0.10, 0.85, 0.00, 1.1, kTraffic},
    {"Cháy", 0.03, 0.01, 0.35, 0.05, 0.00, 1.0, kFire},
    {"Tội phạm về ma túy", 0.10, 0.95, 0.70, 0.10, 0.08, 1.0, kEvening},
    {"Đánh bạc", 0.07, 0.92, 0.50, 0.05, 0.05, 1.4, kOffice},
}};

}  // namespace

std::span<const IncidentCategory> incident_categories() {
    return kCategories;
}

}  // namespace diaban
