# How the rates of like places differ and what a place's history is worth (engine/evaluate/place_rates.hpp), written from
# the formulas with R's dpois and matrices.
#   Rscript tests/reference/place_history.R
# Thirty places: counts before the sweep, and ages in days of earlier incidents, made by a rule, so that a test can make
# them again: place i (from 0) has (7 i mod 11) incidents before, less 5 and not below 0. In the first set the earlier
# ones are at ages 13 k + (5 i mod 17) for k = 0 .. ((3 i mod 7) + (7 i mod 11)); in the second as many as before the
# sweep at 20, 40, ... and (4 i mod 9) + 1 old ones at 600, 613, ...
i <- 0:29
y <- pmax(0, (7 * i) %% 11 - 5)
sets <- list(
    lasting = lapply(i, function(p) 13 * (0:((3 * p) %% 7 + (7 * p) %% 11)) + (5 * p) %% 17),
    recent = lapply(i, function(p) c(20 * seq_len(y[p + 1]), 600 + 13 * (0:((4 * p) %% 9)))))
for (set in names(sets)) {
    ages <- sets[[set]]
    n <- y + lengths(ages)
    B <- sum(n) / sum(y)
    low <- 0.01 * 1.25^(0:50)
    last <- sqrt(1.2 * max(n) + 10)
    roots <- 1 + 0.2 * (0:ceiling((last - 1) / 0.2 + 1))
    g <- c(low[low < 1], roots[roots < last + 0.2]^2) / B
    p <- rep(1 / length(g), length(g))
    L <- sapply(g, function(r) dpois(n, r * B))
    for (step in 1:500) {
        w <- sweep(L, 2, p, "*")
        p <- colMeans(w / rowSums(w))
    }
    # theta given a count n (any real number >= 0) in b windows
    given <- function(n, b) {
        l <- sapply(g, function(r) n * log(r) - r * b)
        w <- sweep(exp(l - apply(l, 1, max)), 2, p, "*")
        w <- w / rowSums(w)
        m <- as.vector(w %*% g)
        list(w = w, m = m, v = as.vector(w %*% g^2) - m^2)
    }
    e <- given(c(0, 12, 2.5), B)
    cat(sprintf("%s: windows %.10f; theta given 0, 12, 2.5: mean %.8f %.8f %.8f variance %.8f %.8f %.8f\n", set, B,
                e$m[1], e$m[2], e$m[3], e$v[1], e$v[2], e$v[3]))
    for (h in c(Inf, 365.25 * c(2, 1, 1 / 2, 1 / 4, 1 / 8))) {
        H <- sapply(ages, function(t) sum(0.5^(t / h)))
        W <- sum(H) / sum(y)
        e <- given(H, W)
        ll <- sum(log(rowSums(e$w * sapply(g, function(r) dpois(y, r)))))
        d <- sum((y - e$m)^2) / sum(e$m + e$v)
        cat(sprintf("    half-life %8.3f windows %.10f log-likelihood %.8f dispersion %.8f\n", h, W, ll, d))
    }
}
