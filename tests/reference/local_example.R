# The figures shown in the method pages (engine/local, engine/weights), by spdep on the same 25 squares.
#   Rscript tests/reference/local_example.R tests/reference
suppressMessages({library(sf); library(spdep)})
areas <- st_read(file.path(commandArgs(TRUE)[1], "local_example_areas.geojson"), quiet = TRUE)
queen <- poly2nb(areas); x <- areas$cases; show <- function(what, v) cat(what, formatC(v, digits = 6, format = "g"), "\n")
show("Gi* of A13", localG(x, nb2listw(include.self(queen), style = "B"))[13])
show("Gi of A13", localG(x, nb2listw(queen, style = "B"))[13])
m <- localmoran(x, nb2listw(queen), conditional = FALSE)[13, ]; show("Moran A13 I, z", m[c(1, 4)])
show("Geary A13", localC(x, nb2listw(queen))[13])
g <- function(t) show(t$method, c(t$estimate[1:2], abs(t$statistic), 2 * pnorm(-abs(t$statistic))))
g(moran.test(x, nb2listw(queen))); g(geary.test(x, nb2listw(queen))); g(globalG.test(x, nb2listw(queen, style = "B")))
show("EB rate of A13", EBest(x, areas$residents)$estmm[13])
rates <- EBest(x, areas$residents); p <- attr(rates, "parameters")
g(moran.test((rates$raw - p$b) / sqrt(p$a + p$b / areas$residents), nb2listw(queen)))
# Exact two-sided p of A12 and A13: all choices of 8 of the 24 others, listed.
for (i in c(12, 13)) {
  sums <- combn(x[-i], length(queen[[i]]), sum); observed <- sum(x[queen[[i]]])
  cat("exact p of", areas$code[i], formatC(min(1, 2 * min(mean(sums >= observed), mean(sums <= observed))), digits = 15), "\n")
}
