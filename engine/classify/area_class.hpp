// The three classes of an area on watch, and how probable each is.
#pragma once

#include <algorithm>

namespace diaban {

enum class AreaClass { kStable, kContained, kComplex };

/// "stable", "contained", "complex": the value of field `class`.
constexpr const char* class_value(AreaClass area_class) {
    return area_class == AreaClass::kStable ? "stable" : area_class == AreaClass::kContained ? "contained" : "complex";
}

/// Probabilities of the classes (they add up to 1) and of the two statements behind them.
struct ClassProbabilities {
    double stable = 0.0;
    double contained = 0.0;
    double complex = 0.0;
    double elevated_before = 0.0;  ///< P(L_B > elevated_above)
    double elevated_now = 0.0;     ///< P(L_C > elevated_above)

    /// The likeliest; ties go to the graver class, so that a tie never hides a problem.
    [[nodiscard]] AreaClass likeliest() const {
        if (complex >= contained && complex >= stable) {
            return AreaClass::kComplex;
        }
        return contained >= stable ? AreaClass::kContained : AreaClass::kStable;
    }
    [[nodiscard]] double largest() const { return std::max({stable, contained, complex}); }
};

}  // namespace diaban
