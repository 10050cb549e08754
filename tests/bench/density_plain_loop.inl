// A loop over points, rows and cells straight into the raster. Included twice, compiled for any processor and for this one.
// The inner loop has no branch, so that the compiler can use whole vectors.
template <int kPower, bench::PlainCells kCells>
void plain_loop(const std::vector<ProjectedPoint>& points, const Grid& grid, double h,
                std::vector<double>& values) {
    const double cell = grid.cell.value;
    const double scale = cell / h;  // cells to bandwidths
    const double reach = h / cell;
    for (const ProjectedPoint p : points) {
        const double row_centre = (grid.y_max - p.y) / cell - 0.5;
        const double column_centre = (p.x - grid.x_min) / cell - 0.5;
        const auto row_begin = static_cast<std::int64_t>(std::max(0.0, std::ceil(row_centre - reach)));
        const auto row_end = static_cast<std::int64_t>(
            std::min(static_cast<double>(grid.rows), std::floor(row_centre + reach) + 1.0));
        auto begin = static_cast<std::int64_t>(std::max(0.0, std::ceil(column_centre - reach)));
        auto end = static_cast<std::int64_t>(
            std::min(static_cast<double>(grid.columns), std::floor(column_centre + reach) + 1.0));
        for (std::int64_t row = row_begin; row < row_end; ++row) {
            const double dy = (static_cast<double>(row) - row_centre) * scale;
            const double q = 1.0 - dy * dy;
            if constexpr (kCells == bench::PlainCells::kDisc) {
                const double half = std::sqrt(std::max(q, 0.0)) * reach;
                begin = static_cast<std::int64_t>(std::max(0.0, std::ceil(column_centre - half)));
                end = static_cast<std::int64_t>(
                    std::min(static_cast<double>(grid.columns), std::floor(column_centre + half) + 1.0));
            }
            double* line = values.data() + row * grid.columns;
            for (std::int64_t column = begin; column < end; ++column) {
                const double dx = (static_cast<double>(column) - column_centre) * scale;
                if constexpr (kCells == bench::PlainCells::kTested) {
                    const double distance = dx * dx + dy * dy;
                    if (distance < 1.0) {
                        line[column] += kPower == 2 ? (1.0 - distance) * (1.0 - distance) : 1.0 - distance;
                    }
                    continue;
                }
                const double u = q - dx * dx;
                const double rest = u > 0.0 ? u : 0.0;
                line[column] += kPower == 2 ? rest * rest : rest;
            }
        }
    }
}

template <int kPower>
void plain_loop_of(const std::vector<ProjectedPoint>& points, const Grid& grid, const bench::PlainLoop& loop,
                   std::vector<double>& values) {
    using bench::PlainCells;
    switch (loop.cells) {
        case PlainCells::kSquare: return plain_loop<kPower, PlainCells::kSquare>(points, grid, loop.bandwidth, values);
        case PlainCells::kDisc: return plain_loop<kPower, PlainCells::kDisc>(points, grid, loop.bandwidth, values);
        case PlainCells::kTested: return plain_loop<kPower, PlainCells::kTested>(points, grid, loop.bandwidth, values);
    }
}

void run_plain_loop(const std::vector<ProjectedPoint>& points, const Grid& grid, const bench::PlainLoop& loop,
                    std::vector<double>& values) {
    loop.power == 2 ? plain_loop_of<2>(points, grid, loop, values) : plain_loop_of<1>(points, grid, loop, values);
}
