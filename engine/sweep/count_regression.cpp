#include "engine/sweep/count_regression.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace diaban {

namespace {

constexpr double kHighestLog = 15.0;
constexpr std::size_t kMostSteps = 40;

class Newton {
public:
    Newton(const CountRows& rows, const CountRegression& scale, double ridge) : m_rows(rows), m_ridge(ridge) {
        const auto columns = static_cast<Eigen::Index>(scale.mean.size());
        m_z.resize(static_cast<Eigen::Index>(rows.rows()), columns + 1);
        m_z.col(0).setOnes();
        for (Eigen::Index k = 0; k < columns; ++k) {
            const auto at = static_cast<std::size_t>(k);
            for (std::size_t r = 0; r < rows.rows(); ++r) {
                m_z(static_cast<Eigen::Index>(r), k + 1) =
                    scale.deviation[at] > 0.0
                        ? (std::log(rows.x[at][r] + scale.offset) - scale.mean[at]) / scale.deviation[at]
                        : 0.0;
            }
        }
        m_y = Eigen::Map<const Eigen::VectorXd>(rows.y.data(), static_cast<Eigen::Index>(rows.rows()));
    }

    [[nodiscard]] Eigen::VectorXd expected(const Eigen::VectorXd& beta) const {
        return (m_z * beta).array().min(kHighestLog).exp().matrix();
    }
    [[nodiscard]] double objective(const Eigen::VectorXd& beta) const {
        const Eigen::VectorXd eta = (m_z * beta).array().min(kHighestLog).matrix();
        return m_y.dot(eta) - eta.array().exp().sum() - 0.5 * m_ridge * beta.tail(beta.size() - 1).squaredNorm();
    }
    [[nodiscard]] Eigen::VectorXd step(const Eigen::VectorXd& beta) const {
        const Eigen::VectorXd mu = expected(beta);
        Eigen::VectorXd gradient = m_z.transpose() * (m_y - mu);
        Eigen::MatrixXd curvature = m_z.transpose() * mu.asDiagonal() * m_z;
        for (Eigen::Index k = 1; k < beta.size(); ++k) {
            gradient(k) -= m_ridge * beta(k);
            curvature(k, k) += m_ridge;
        }
        Eigen::VectorXd step = curvature.ldlt().solve(gradient);
        const double longest = step.cwiseAbs().maxCoeff();
        return longest > 2.0 ? Eigen::VectorXd(step * (2.0 / longest)) : step;
    }

private:
    const CountRows& m_rows;
    double m_ridge;
    Eigen::MatrixXd m_z;
    Eigen::VectorXd m_y;
};

}  // namespace

double CountRegression::expected(const std::vector<double>& x) const {
    double eta = intercept;
    for (std::size_t k = 0; k < coefficient.size(); ++k) {
        if (deviation[k] > 0.0) {
            eta += coefficient[k] * (std::log(x[k] + offset) - mean[k]) / deviation[k];
        }
    }
    return std::exp(std::min(eta, kHighestLog));
}

CountRegression fit_count_regression(const CountRows& rows, const RegressionOptions& options) {
    CountRegression result;
    result.offset = options.offset;
    const auto n = static_cast<double>(rows.rows());
    const double events = std::accumulate(rows.y.begin(), rows.y.end(), 0.0);
    for (const std::vector<double>& column : rows.x) {
        double sum = 0.0;
        double squares = 0.0;
        for (const double v : column) {
            const double z = std::log(v + options.offset);
            sum += z;
            squares += z * z;
        }
        const double mean = n > 0.0 ? sum / n : 0.0;
        const double variance = n > 0.0 ? squares / n - mean * mean : 0.0;
        result.mean.push_back(mean);
        result.deviation.push_back(variance > 1e-10 ? std::sqrt(variance) : 0.0);
    }
    result.coefficient.assign(rows.x.size(), 0.0);
    if (events == 0.0) {
        result.intercept = -std::numeric_limits<double>::infinity();
        result.converged = true;
        return result;
    }
    const Newton newton(rows, result, options.ridge);
    Eigen::VectorXd beta = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(rows.x.size()) + 1);
    beta(0) = std::log(events / n);
    double value = newton.objective(beta);
    for (std::size_t s = 0; s < kMostSteps && !result.converged; ++s) {
        Eigen::VectorXd step = newton.step(beta);
        double next = newton.objective(beta + step);
        for (int halving = 0; halving < 30 && !(next >= value); ++halving) {
            step *= 0.5;
            next = newton.objective(beta + step);
        }
        if (!(next >= value)) {
            break;
        }
        beta += step;
        result.converged = next - value < 1e-8 * events;
        value = next;
    }
    result.intercept = beta(0);
    for (std::size_t k = 0; k < result.coefficient.size(); ++k) {
        result.coefficient[k] = beta(static_cast<Eigen::Index>(k) + 1);
    }
    return result;
}

}  // namespace diaban
