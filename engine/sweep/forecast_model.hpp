// The names of the candidate models; forecast.hpp says what they are.
#pragma once

#include <array>

namespace diaban {

enum class ForecastModel {
    kNaive,
    kKernel,
    kKernelRecency,
    kNearRepeat,
    kSelfExciting,
    kRegression,
    kMixture,
    kBlend,
    kPlaced,
    kAutomatic
};
/// The candidates that give every place of the lattice a count, in order. kPlaced lays boxes of its own; kAutomatic
/// chooses among all of them.
inline constexpr std::array<ForecastModel, 8> kForecastCandidates = {
    ForecastModel::kNaive,        ForecastModel::kKernel,     ForecastModel::kKernelRecency, ForecastModel::kNearRepeat,
    ForecastModel::kSelfExciting, ForecastModel::kRegression, ForecastModel::kMixture,       ForecastModel::kBlend};

/// "naive", "kernel", ...; "auto" for kAutomatic.
const char* forecast_model_name(ForecastModel model);

}  // namespace diaban
