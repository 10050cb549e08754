# Independent values for tests/unit/classify/test_list_prior.cpp: the rule `evidence`, version 2, written down from its definition with
# base R. Cell likelihoods by Gauss-Legendre-free brute force: 400 midpoints a cell in log L, instead of differences of gamma functions.
list_prior <- function(y_b, y_c, e_b, e_c) {
  line <- 1.2; down <- 0.8; n <- length(y_b)
  r0 <- (sum(y_b) + sum(y_c)) / (sum(e_b) + sum(e_c))
  level_b <- sum(y_b) / sum(e_b) / r0; level_c <- sum(y_c) / sum(e_c) / r0
  shape <- function(y, e) {
    mu <- e * sum(y) / sum(e)
    exp(optimize(function(a) sum(dnbinom(y, size = exp(a), mu = mu, log = TRUE)), c(-6.9, 13.8), maximum = TRUE, tol = 1e-10)$maximum)
  }
  a_b <- shape(y_b, e_b); a_c <- shape(y_c, e_c)
  finest <- min(0.075, max(0.02, 0.35 / sqrt(mean(c(y_b, y_c)))))
  drop <- ceiling(-log(down) / finest); step <- -log(down) / drop
  k_line <- ceiling(log(line / 0.03) / step)
  highest <- min(100 * line, max(8 * line, 2 * max((y_b + 1) / (e_b * r0), (y_c + 1) / (e_c * r0))))
  cells <- k_line + ceiling(log(highest / line) / step)
  edges <- log(line) + step * (0:cells - k_line)
  gamma_cells <- function(a, m) diff(c(0, pgamma(exp(edges[2:cells]), a, a / m), 1))
  base <- 0.9 * outer(gamma_cells(min(a_b, 300), level_b), gamma_cells(min(a_c, 300), level_c)) +
    0.1 * outer(gamma_cells(2, level_b), gamma_cells(2, level_c))
  likelihood <- function(y, m) sapply(1:cells, function(k) {
    u <- edges[k] + step * ((1:400) - 0.5) / 400
    mean(dpois(y, m * exp(u)))
  })
  q_b <- t(mapply(likelihood, y_b, e_b * r0)); q_c <- t(mapply(likelihood, y_c, e_c * r0))
  w <- base
  for (iteration in 1:60) {
    sums <- 3 * base
    for (i in 1:n) { p <- w * outer(q_b[i, ], q_c[i, ]); sums <- sums + p / sum(p) }
    w <- sums / (3 + n)
  }
  # How well each area is foretold by those before it, in eight orders of the areas sorted by their counts. The orders are input, not result:
  # random permutations that the program draws from a fixed seed.
  orders <- matrix(c(
    10, 5, 4, 1, 8, 6, 9, 3, 2, 7, 1, 5, 9, 7, 2, 8, 3, 10, 4, 6, 2, 5, 9, 7, 8, 3, 1, 6, 10, 4, 1, 3, 10, 7, 9, 4, 5, 8, 6, 2,
    1, 2, 3, 8, 10, 9, 6, 5, 7, 4, 8, 5, 10, 2, 9, 1, 3, 6, 4, 7, 8, 5, 4, 2, 6, 7, 3, 9, 10, 1, 4, 1, 6, 2, 7, 5, 9, 8, 10, 3), nrow = 8, byrow = TRUE)
  sorted <- order(y_b, y_c)
  at_h0 <- dpois(y_b, e_b * r0 * level_b) * dpois(y_c, e_c * r0 * level_c)
  gains <- apply(orders, 1, function(o) {
    w_k <- base; k <- 0; gain <- 0
    for (i in sorted[o]) {
      joint <- w_k * outer(q_b[i, ], q_c[i, ])
      gain <- gain + log(sum(joint) / at_h0[i])
      w_k <- ((3 + k) * w_k + joint / sum(joint)) / (3 + k + 1); k <- k + 1
    }
    gain
  })
  gain <- log(mean(exp(gains)))
  # Prior odds of one rate, even in their logarithm from 1 : 1 to n^3 : 10.
  one_rate <- integrate(function(odds) 1 / (1 + exp(gain - odds)), 0, log(n^3 / 10), rel.tol = 1e-12)$value / log(n^3 / 10)
  # Classes under one rate: no change with 9/10, else a uniform share of the current window.
  share <- sum(e_c) / sum(e_b + e_c)
  same <- 0.9 * dbinom(sum(y_c), sum(y_b + y_c), share); other <- 0.1 / (sum(y_b + y_c) + 1)
  changed <- other / (same + other)
  h0_complex <- changed * pbeta(line * share, sum(y_c) + 1, sum(y_b) + 1, lower.tail = FALSE)
  h0_contained <- changed * pbeta(1 - line * (1 - share), sum(y_c) + 1, sum(y_b) + 1)
  h0_stable <- 1 - h0_complex - h0_contained
  i <- row(w); j <- col(w)
  now <- j > k_line; before <- i > k_line; d <- j - i + drop
  complex <- now * ((d > 0) + (d == 0) / 2); contained <- now * ((d < 0) + (d == 0) / 2) + (!now & before); stable <- (!now & !before) * 1
  cat(sprintf("gain %.8f one rate %.12f\n", gain, one_rate))
  for (k in 1:n) {
    p <- w * outer(q_b[k, ], q_c[k, ]); p <- p / sum(p)
    cat(sprintf("{%.6f, %.6f, %.6f},\n", one_rate * h0_stable + (1 - one_rate) * sum(p * stable), one_rate * h0_contained + (1 - one_rate) * sum(p * contained),
                one_rate * h0_complex + (1 - one_rate) * sum(p * complex)))
  }
}
# Ten areas that differ, and ten that look alike in a window that lies above the line as a whole.
list_prior(c(12, 3, 40, 22, 7, 18, 5, 31, 9, 14), c(15, 2, 18, 30, 11, 9, 4, 35, 8, 12), c(2, 0.5, 2, 2, 1, 1.5, 0.8, 1.6, 1.2, 1.9),
           c(2, 0.5, 2, 2, 1, 1.5, 0.8, 1.6, 1.2, 1.9))
list_prior(c(6, 4, 5, 7, 3, 5, 4, 8, 5, 6), c(8, 9, 7, 11, 6, 9, 8, 12, 7, 9), rep(1, 10), rep(1, 10))
