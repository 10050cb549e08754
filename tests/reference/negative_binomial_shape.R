# Independent value for tests/unit/classify/test_evidence.cpp: maximum likelihood of the negative binomial size with given means.
count <- c(12, 3, 40, 22, 7, 18, 0, 95)
expected <- c(20, 10, 25, 22, 15, 12, 8, 30)
fit <- optimize(function(log_a) sum(dnbinom(count, size = exp(log_a), mu = expected, log = TRUE)),
                c(-6, 13), maximum = TRUE, tol = 1e-10)
cat(sprintf("%.8f\n", exp(fit$maximum)))
