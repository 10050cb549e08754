# Independent values for tests/unit/classify/test_calibration.cpp: quadratic weighted kappa, Cohen 1968, with matrices of base R.
kappa <- function(o) { w <- outer(1:3, 1:3, function(i, j) (i - j)^2 / 4); e <- outer(rowSums(o), colSums(o)) / sum(o); 1 - sum(w * o) / sum(w * e) }
cat(sprintf("%.10f\n", kappa(matrix(c(20, 5, 0, 10, 15, 5, 0, 2, 8), 3, byrow = TRUE))))
cat(sprintf("%.10f\n", kappa(matrix(c(1, 2, 3, 4, 5, 6, 7, 8, 9), 3, byrow = TRUE))))
