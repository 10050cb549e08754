# Independent values for tests/unit/classify/test_list_prior.cpp: the rule `evidence`, version 2, written down from its definition with
# base R. Cell likelihoods by Gauss-Legendre-free brute force: 400 midpoints a cell in log L, instead of differences of gamma functions.
y_b <- c(12, 3, 40, 22, 7, 18, 5, 31, 9, 14); y_c <- c(15, 2, 18, 30, 11, 9, 4, 35, 8, 12)
e_b <- c(2, 0.5, 2, 2, 1, 1.5, 0.8, 1.6, 1.2, 1.9); e_c <- e_b
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
gain <- sum(sapply(1:n, function(i) log(sum(w * outer(q_b[i, ], q_c[i, ]))))) -
  sum(dpois(y_b, e_b * r0 * level_b, log = TRUE)) - sum(dpois(y_c, e_c * r0 * level_c, log = TRUE)) - 2 * log(n) - log(20)
one_rate <- 1 / (1 + exp(gain))
i <- row(w); j <- col(w)
now <- j > k_line; before <- i > k_line; d <- j - i + drop
complex <- now * ((d > 0) + (d == 0) / 2); contained <- now * ((d < 0) + (d == 0) / 2) + (!now & before); stable <- (!now & !before) * 1
cat(sprintf("gain %.8f one rate %.10f\n", gain, one_rate))
for (k in 1:n) {
  p <- w * outer(q_b[k, ], q_c[k, ]); p <- p / sum(p)
  cat(sprintf("{%.6f, %.6f, %.6f},\n", one_rate + (1 - one_rate) * sum(p * stable), (1 - one_rate) * sum(p * contained), (1 - one_rate) * sum(p * complex)))
}
