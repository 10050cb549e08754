# Reference values for tests/reference/test_adaptive_reference.cpp: Abramson's bandwidths, the adaptive surface and the log ratio of two
# surfaces, straight from their definitions.
#   Rscript tests/reference/adaptive_density.R tests/reference
# Base R only (4.2.2). Reads density_points.csv; the first 120 points are the cases, the rest the controls.
#
# adaptive_bandwidths.csv  kernel, point (1-based), bandwidth: h = 90 m
# adaptive_surface.csv     kernel, x, y, value per km2
# relative_risk.csv        kernel, x, y, log_ratio, p: h = 250 m
out <- commandArgs(trailingOnly = TRUE)[1]
P <- read.csv(file.path(out, "density_points.csv"))
K <- list(
  quartic = function(u) ifelse(u < 1, 3 / pi * (1 - u^2)^2, 0),
  epanechnikov = function(u) ifelse(u < 1, 2 / pi * (1 - u^2), 0),
  triangular = function(u) ifelse(u < 1, 3 / pi * (1 - u), 0),
  uniform = function(u) ifelse(u < 1, 1 / pi, 0),
  gaussian = function(u) exp(-u^2 / 2) / (2 * pi))
roughness <- function(k) integrate(function(u) K[[k]](u)^2 * 2 * pi * u, 0, if (k == "gaussian") 40 else 1, rel.tol = 1e-12)$value
at <- expand.grid(x = seq(200, 1800, by = 400), y = seq(150, 1050, by = 300))
D <- as.matrix(dist(P))
to <- function(set, i) sqrt((set$x - at$x[i])^2 + (set$y - at$y[i])^2)
bandwidths <- list(); surface <- list(); ratio <- list()
for (k in names(K)) {
  h <- 90
  f <- rowSums(K[[k]](D / h)) / h^2
  g <- exp(mean(log(f)))
  hi <- pmin(h * sqrt(g / f), 5 * h)
  bandwidths[[k]] <- data.frame(kernel = k, point = seq_along(hi), bandwidth = hi)
  surface[[k]] <- data.frame(kernel = k, at, value = sapply(seq_len(nrow(at)), function(i) sum(K[[k]](to(P, i) / hi) / hi^2) * 1e6))
  h <- 250
  cases <- P[1:120, ]; controls <- P[121:300, ]
  F <- sapply(seq_len(nrow(at)), function(i) sum(K[[k]](to(cases, i) / h)) / h^2)
  G <- sapply(seq_len(nrow(at)), function(i) sum(K[[k]](to(controls, i) / h)) / h^2)
  rho <- ifelse(F > 0 & G > 0, log((F / 120) / (G / 180)), NA)
  # Under one common density p the kernel estimate of n points has variance p R(K) / (n h^2), and var(log f) = var(f) / f^2.
  pooled <- (F + G) / 300
  deviation <- sqrt(roughness(k) / h^2 * (1 / 120 + 1 / 180) / pooled)
  p <- ifelse((F + G) * h^2 / roughness(k) < 10, NA, 2 * pnorm(-abs(rho / deviation)))
  ratio[[k]] <- data.frame(kernel = k, at, log_ratio = rho, p = p)
}
write <- function(rows, name) write.csv(format(do.call(rbind, rows), digits = 17, trim = TRUE), file.path(out, name), row.names = FALSE, quote = FALSE)
write(bandwidths, "adaptive_bandwidths.csv"); write(surface, "adaptive_surface.csv"); write(ratio, "relative_risk.csv")
