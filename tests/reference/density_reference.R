# Reference values for tests/reference/test_density_reference.cpp.
#   Rscript tests/reference/density_reference.R tests/reference
# Made with R 4.2.2, spatstat.explore 3.0.6, spatstat.geom 3.0.6 (Debian 12).
#
# density_points.csv      300 points in clusters, metres
# density_bandwidths.csv  rule, s, value: the criterion at Gaussian standard deviation s; s = "best" rows hold the optimum
# density_edge.csv        x, y, none, uniform, diggle: density.ppp (Gaussian, sigma 60 m) inside a polygon with a hole and an island,
#                         per square metre; e: the mass inside, by density.ppp's own edge weights
suppressMessages(library(spatstat))
out <- commandArgs(trailingOnly = TRUE)[1]
set.seed(20240406)
parents <- cbind(runif(12, 100, 1900), runif(12, 100, 1100))
which <- sample(12, 300, replace = TRUE)
x <- round(parents[which, 1] + rnorm(300, sd = 45), 3)
y <- round(parents[which, 2] + rnorm(300, sd = 45), 3)
background <- sample(300, 60)
x[background] <- round(runif(60, 0, 2000), 3)
y[background] <- round(runif(60, 0, 1200), 3)
write.csv(data.frame(x = x, y = y), file.path(out, "density_points.csv"), row.names = FALSE, quote = FALSE)
X <- ppp(x, y, window = owin(range(x), range(y)))

rows <- list()
add <- function(rule, s, value) rows[[length(rows) + 1]] <<- data.frame(rule = rule, s = s, value = value)

# ppl without edge correction and without the integral (which is n for every s then): exact sums at the points.
likelihood <- function(s) sum(log(density(X, sigma = s, at = "points", leaveoneout = TRUE, edge = FALSE)))
for (s in c(20, 40, 60, 100, 200)) add("ppl", s, likelihood(s))
best <- optimize(likelihood, c(10, 300), maximum = TRUE, tol = 1e-4)
add("ppl-best", best$maximum, best$objective)

# cvl: density(edge = FALSE, leaveoneout = FALSE) as in bw.CvL; the root instead of the best of 16 values.
inverse <- function(s) sum(1 / density(X, sigma = s, at = "points", leaveoneout = FALSE, edge = FALSE))
for (s in c(20, 60, 200)) add("cvl", s, inverse(s))
root <- uniroot(function(s) inverse(s) - area(Window(X)), c(10, 500), tol = 1e-6)
add("cvl-best", root$root, area(Window(X)))

# diggle: bw.diggle with translation correction, distances to a quarter of the shorter side (hmax = side / 16).
side <- min(diff(range(x)), diff(range(y)))
d <- bw.diggle(X, correction = "translate", hmax = side / 16, nr = 8193, warn = FALSE)
add("diggle-best", as.numeric(d), NA)
curve <- attr(d, "cv"); h <- attr(d, "h")
for (i in c(401, 1001, 2001, 4001)) add("diggle", h[i], curve[i])
write.csv(do.call(rbind, rows), file.path(out, "density_bandwidths.csv"), row.names = FALSE, quote = FALSE)

# Edge correction. The same polygon as in the test: an L with a hole, and an island.
W <- owin(poly = list(list(x = c(100, 1500, 1500, 900, 900, 100), y = c(100, 100, 600, 600, 1100, 1100)),
                      list(x = c(300, 300, 500, 500), y = c(300, 500, 500, 300)),
                      list(x = c(1600, 1900, 1750), y = c(700, 700, 1000))))
Y <- X[inside.owin(x, y, W)]
Window(Y) <- W
sigma <- 60
dims <- c(1200, 1800)  # rows, columns: pixels of 1 m (y from 100 to 1100, x from 100 to 1900 -> about 0.83 x 1)
none <- density(Y, sigma = sigma, edge = FALSE, dimyx = dims)
uniform <- density(Y, sigma = sigma, edge = TRUE, dimyx = dims)
diggle <- density(Y, sigma = sigma, edge = TRUE, diggle = TRUE, dimyx = dims)
e <- attr(density(Y, sigma = sigma, edge = TRUE, dimyx = dims, savecache = TRUE), "edge")
px <- none$xcol[seq(60, 1740, by = 120)]
py <- none$yrow[seq(60, 1140, by = 120)]
grid <- expand.grid(x = px, y = py)
grid <- grid[inside.owin(grid$x, grid$y, W), ]
at <- function(image) image[list(x = grid$x, y = grid$y)]
result <- data.frame(grid, none = at(none), uniform = at(uniform), diggle = at(diggle))
result$e <- result$none / result$uniform
write.csv(format(result, digits = 12, trim = TRUE), file.path(out, "density_edge.csv"), row.names = FALSE, quote = FALSE)
