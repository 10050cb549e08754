# spdep beside this program, one thread, in one run.
#
#   xz -dkc SHARED/vn_2025_commune_all3321.geojsonl.xz > /tmp/communes.geojsonl
#   DIABAN_COMMUNES=/tmp/communes.geojsonl Rscript tests/bench/local_peers.R build/tests/diaban_bench
suppressMessages({library(sf); library(spdep)})
sf_use_s2(FALSE)
bench <- commandArgs(TRUE)[1]
options(mc.cores = 1)
seconds <- function(what, work) {
  time <- system.time(result <- work())[["elapsed"]]
  cat(sprintf("spdep %-40s %10.2f s\n", what, time)); result
}
cat("spdep", as.character(packageVersion("spdep")), "\n")
communes <- st_read(Sys.getenv("DIABAN_COMMUNES"), quiet = TRUE); st_crs(communes) <- NA
queen <- seconds("poly2nb queen, communes", function() poly2nb(communes))
cat("  links", sum(card(queen)), "islands", sum(card(queen) == 0), "\n")
x <- (seq_along(queen) * 7919) %% 1000 / 10
seconds("localmoran_perm 999, communes",
        function() localmoran_perm(x, nb2listw(queen, zero.policy = TRUE), nsim = 999, zero.policy = TRUE)) -> ignored
seconds("localG_perm 999, communes",
        function() localG_perm(x, nb2listw(queen, style = "B", zero.policy = TRUE), nsim = 999, zero.policy = TRUE)) -> ignored
grid <- cell2nb(316, 316, type = "queen"); x <- (seq_along(grid) * 7919) %% 1000 / 10
seconds("localmoran_perm 99 (not 999), 316 x 316", function() localmoran_perm(x, nb2listw(grid), nsim = 99)) -> ignored
system2(bench, "--benchmark_filter=Local")
