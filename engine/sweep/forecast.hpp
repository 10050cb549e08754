// Expected counts of the next horizon for every place, by each of the candidate models, from what was known on a day.
//
// naive: its own count over all history. kernel: a Gaussian kernel over all history, bandwidth by likelihood on past
// horizons; kernel-recency: the same with a half-life, both by likelihood. near-repeat: kernel plus the excess around
// recent events of the Knox table (near_repeat.hpp). self-exciting: background plus offspring of recent events
// (self_exciting.hpp). regression: exp(a + sum b log lagged rates), ridge (count_regression.hpp). mixture: sum of
// lagged rates with weights >= 0 (additive_fit.hpp). blend: half naive, a quarter regression, a quarter mixture.
//
// `placed` lays boxes freely where the mixture, the neighbourhood and the box's own last events expect most together
// (ExpectedSurface in box_placement.hpp); it stands on no lattice and is told as boxes.
//
// Regression and mixture are fitted on horizons that lie wholly before the day, each described by what was known when
// it began. The first five are scaled to the level: the rate with a half-life of 120 days, drawn to that of 480 days
// with the weight of 100 incidents, times the season. A forecast for day T reads events with day < T only: it is handed
// a copy of those and nothing else.
//
// Sources: Bowers, Johnson, Pease 2004, doi:10.1093/bjc/azh036 (prospective mapping); Mohler 2014,
// doi:10.1016/j.ijforecast.2014.01.004; Flaxman, Chirico, Pereira, Loeffler 2019, doi:10.1214/19-AOAS1284 (regression
// on lagged kernels for the NIJ challenge).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/sweep/additive_fit.hpp"
#include "engine/sweep/box_placement.hpp"
#include "engine/sweep/budget.hpp"
#include "engine/sweep/forecast_model.hpp"
#include "engine/sweep/lagged_surfaces.hpp"
#include "engine/sweep/near_repeat.hpp"
#include "engine/sweep/self_exciting.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

/// Whether boxes may lie off the lattice (places of other shapes never do).
enum class BoxRule { kPlaced, kLattice };

struct ForecastOptions {
    double horizon_days = 28.0;
    double first_day = 0.0;  ///< counting began here
    SweepBudget budget;      ///< what the scores are measured at
    LagOptions lags;
    BoxRule boxes = BoxRule::kPlaced;
    std::size_t most_windows = 0;   ///< past horizons to learn from; 0: two years of them, 6 to 36
    std::size_t rolling_folds = 0;  ///< past horizons on which `auto` scores; 0: a year of them, 4 to 12
    unsigned threads = 1;
};

/// Ranges; throws Error{kInput, "error.option-out-of-range"}.
void validate(const ForecastOptions& options);

/// One day's candidates. `expected[m]` belongs to kForecastCandidates[m].
struct DayForecasts {
    double day = 0.0;
    std::size_t windows = 0;  ///< past horizons learned from
    double level = 0.0;       ///< incidents expected in all places together
    std::vector<std::vector<double>> expected;
    double kernel_bandwidth_m = 0.0;
    double recency_bandwidth_m = 0.0;
    double recency_half_life_days = 0.0;
    SelfExcitingFit self_exciting;
    NearRepeatTable near_repeat;
    AdditiveFit mixture;  ///< weights in the order of lag_columns
    bool regression_converged = false;
    std::vector<PlacedBox> boxes;   ///< of twice the budget, fullest first, as the surface has them; kLattice: none
    std::size_t within_budget = 0;  ///< the first of them fill the budget
    std::map<std::uint32_t, double> left_shares;  ///< FreeBoxes::left_shares of those
};

/// Rolling score of one candidate: events caught at the budget and at half and twice of it, over past horizons.
struct CandidateScore {
    ForecastModel model = ForecastModel::kNaive;
    double hit_rate = 0.0;    ///< at the budget, pooled over the folds
    double score = 0.0;       ///< mean of the three
    double gain = 0.0;        ///< score - the default's, mean over the folds
    double gain_error = 0.0;  ///< its standard error; 0 with fewer than two folds
    double log_score = 0.0;   ///< Poisson log-likelihood an event, without constants
};

/// What `auto` decided on a day.
struct AutomaticForecast {
    ForecastModel chosen = ForecastModel::kBlend;
    std::size_t folds = 0;
    std::vector<CandidateScore> scores;  ///< the candidates', then placed boxes' where they were tried
    std::vector<PlacedBox> boxes;        ///< of the budget, calibrated; empty unless `chosen` is kPlaced
    std::vector<double> expected;        ///< of places, then of `boxes`, calibrated; places have lost what boxes cover
    double calibration_intercept = 0.0;  ///< log expected = intercept + slope log forecast, among the upper places
    double calibration_slope = 1.0;
    double dispersion = 0.0;  ///< negative binomial alpha: variance = mean + alpha mean^2
};

/// Forecasts on many days of one history; what they share is computed once. Not to be used by two threads at once.
class RollingForecasts {
public:
    /// `events` are sorted and copied. Throws Error{kInput}: error.sweep-no-places, error.sweep-lattice-too-large.
    RollingForecasts(const SweepPlaces& places, const SweepEvents& events, ForecastOptions options);
    ~RollingForecasts();

    /// All candidates from the events before `day`. O(columns x lattice x windows) the first time.
    const DayForecasts& at(double day, Progress& progress);

    /// The best candidate by rolling score on the horizons before `day`. `placed` (kLattice: `blend`) holds its place
    /// unless another is better by more than 2.5 standard errors: the best of nine noisy scores is not the best model.
    /// Then counts are calibrated on the same horizons by log E[y] = a + b log forecast (b between 0.3 and 1.5).
    AutomaticForecast automatic(double day, Progress& progress);

    /// That day's weights of boxes that may have been laid by another history.
    std::vector<double> weights_of(const std::vector<PlacedBox>& boxes, double day, Progress& progress);

    /// The most incidents of [from, to) that boxes of the budget laid freely in hindsight would have held (greedily).
    [[nodiscard]] double most_possible(double from, double to) const;

    [[nodiscard]] const ForecastOptions& options() const { return m_options; }
    [[nodiscard]] const SweepPlaces& places() const { return m_places; }

private:
    struct Known;
    const LagTable& table(double day);
    [[nodiscard]] ExpectedSurface surface_of(const DayForecasts& forecasts, const SweepEvents& events) const;
    void place(DayForecasts& forecasts, const SweepEvents& events) const;
    [[nodiscard]] std::vector<std::uint32_t> upper_places(const LagTable& table) const;

    SweepPlaces m_places;
    SweepEvents m_events;
    ForecastOptions m_options;
    std::unique_ptr<PlaceLattice> m_lattice;
    std::map<double, LagTable> m_tables;
    std::map<double, DayForecasts> m_forecasts;
};

/// Places, counted events and expected counts once `automatic` has laid its boxes: those of the lattice, then the
/// boxes.
struct LaidPlaces {
    SweepPlaces places;
    SweepEvents events;
};
LaidPlaces lay_places(const SweepPlaces& places, const SweepEvents& events, const std::vector<PlacedBox>& boxes);

/// Whether the first boxes of a list fit a budget: how many.
std::size_t boxes_within(const std::vector<PlacedBox>& boxes, const SweepBudget& budget);

/// The budget times a factor; at least one place.
SweepBudget scaled_budget(const SweepBudget& budget, double factor);

}  // namespace diaban
