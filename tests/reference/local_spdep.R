# Reference values of the local and global statistics, computed with spdep 1.2 and base R.
#
#   Rscript tests/reference/local_spdep.R SHARED_DATA tests/reference
#
# SHARED_DATA is the folder that holds reference/columbus.gpkg and so on. Writes local_*.csv, *.gal and *.gwt beside this script: see
# README_local.md for what each file is. Everything is analytic except p_permutation (its own loop below, 99,999 draws without replacement).
suppressMessages({library(sf); library(spdep)})
sf_use_s2(FALSE)
arguments <- commandArgs(TRUE)
data <- file.path(arguments[1], "reference"); out <- arguments[2]
number <- function(v) formatC(as.numeric(v), digits = 16, format = "g", width = 1)
rows <- list(); globals <- list(); rates <- list()

read <- function(file) suppressWarnings(st_read(file.path(data, file), quiet = TRUE))
add <- function(case, statistic, id, value, expectation, variance, keep = TRUE)
  rows[[length(rows) + 1]] <<- data.frame(case, statistic, id, value = number(value), expectation = number(expectation),
                                          variance = number(variance))[keep, ]
with_self <- function(lw, style) {
  nb <- include.self(lw$neighbours)
  given <- lapply(seq_along(nb), function(i) {
    w <- numeric(length(nb[[i]])); me <- nb[[i]] == i
    w[me] <- 1; w[!me] <- lw$weights[[i]]; w })
  nb2listw(nb, glist = given, style = style, zero.policy = TRUE)
}
# lw: weights as given (binary or by distance), without self.
local_case <- function(case, id, x, lw, statistics) {
  nb <- lw$neighbours; keep <- card(nb) > 0
  lw_w <- nb2listw(nb, glist = lw$weights, style = "W", zero.policy = TRUE)
  for (s in statistics) {
    parts <- strsplit(s, ":")[[1]]; w <- if (parts[2] == "W") lw_w else lw
    if (parts[1] == "gi-star") {
      l <- with_self(lw, parts[2]); z <- localG(x, l, return_internals = TRUE); m <- attr(z, "internals") * 1
      add(case, s, id, m[, 1] * sum(x), m[, 2] * sum(x), m[, 3] * sum(x)^2, keep)
    } else if (parts[1] == "gi") {
      z <- localG(x, w, zero.policy = TRUE, return_internals = TRUE); m <- attr(z, "internals") * 1; t <- sum(x) - x
      add(case, s, id, m[, 1] * t, m[, 2] * t, m[, 3] * t^2, keep)
    } else if (parts[1] %in% c("moran", "moran-conditional")) {
      m <- localmoran(x, w, zero.policy = TRUE, conditional = parts[1] != "moran")
      add(case, s, id, m[, 1], m[, 2], m[, 3], keep)
    } else if (parts[1] == "geary") {
      add(case, s, id, localC(x, w, zero.policy = TRUE), NA, NA, keep)
    }
  }
  for (style in c("B", "W")) {
    w <- if (style == "W") lw_w else lw
    put <- function(name, test) globals[[length(globals) + 1]] <<-
      data.frame(case, statistic = name, rows = style, value = number(test$estimate[[1]]),
                 expectation = number(test$estimate[[2]]), variance = number(test$estimate[[3]]))
    put("moran", moran.test(x, w, zero.policy = TRUE)); put("geary", geary.test(x, w, zero.policy = TRUE))
    if (all(x >= 0)) put("general-g", suppressWarnings(globalG.test(x, w, zero.policy = TRUE)))
  }
}
write_areas <- function(case, id, columns)
  write.csv(cbind(id = id, as.data.frame(lapply(columns, number))), file.path(out, paste0("local_", case, ".csv")),
            row.names = FALSE, quote = FALSE)
write_gal <- function(case, id, nb) {
  lines <- c(paste("0", length(nb), case, "id"))
  for (i in seq_along(nb)) lines <- c(lines, paste(id[i], card(nb)[i]), paste(id[nb[[i]][nb[[i]] > 0]], collapse = " "))
  writeLines(lines, file.path(out, paste0("local_", case, ".gal")))
}
all_statistics <- c("gi-star:B", "gi-star:W", "gi:B", "gi:W", "moran:B", "moran:W", "moran-conditional:W", "geary:B", "geary:W")

# Columbus: CRIME, rook neighbours from the polygons.
columbus <- read("columbus.gpkg"); id <- as.character(columbus$POLYID); crime <- columbus$CRIME
st_crs(columbus) <- NA
rook <- poly2nb(columbus, queen = FALSE)
write_areas("columbus", id, list(crime = crime)); write_gal("columbus", id, rook)
local_case("columbus", id, crime, nb2listw(rook, style = "B"), all_statistics)
# p by conditional permutation, without replacement, in base R.
set.seed(20171214)
draws <- 99999; n <- length(crime); z <- crime - mean(crime)
p <- t(sapply(seq_len(n), function(i) {
  k <- card(rook)[i]; others <- z[-i]; own <- z[rook[[i]]]
  samples <- replicate(draws, others[sample.int(n - 1, k)]); samples <- matrix(samples, nrow = k)
  two_sided <- function(sum, observed) {
    up <- sum(sum >= observed - 1e-9); down <- sum(sum <= observed + 1e-9)
    min(1, 2 * (min(up, down) + 1) / (draws + 1)) }
  c(two_sided(colSums(samples), sum(own)), two_sided(colSums((samples - z[i])^2), sum((own - z[i])^2))) }))
write.csv(data.frame(id, p_sum = number(p[, 1]), p_squares = number(p[, 2])),
          file.path(out, "local_columbus_permutation.csv"), row.names = FALSE, quote = FALSE)
# The same with weights that differ: 1 / distance to the six nearest centroids.
centroids <- st_coordinates(st_centroid(st_geometry(columbus)))
six <- knn2nb(knearneigh(centroids, 6)); inverse <- lapply(nbdists(six, centroids), function(d) 1 / d)
local_case("columbus_inverse", id, crime, nb2listw(six, glist = inverse, style = "B"),
           c("gi-star:B", "gi-star:W", "gi:B", "moran:B", "moran:W", "geary:B"))
writeLines(c("0 49 columbus POLYID", unlist(lapply(seq_along(six), function(i)
  paste(id[i], id[six[[i]]], number(inverse[[i]]))))), file.path(out, "local_columbus_inverse.gwt"))

# North Carolina SIDS of libpysal: rate 1974 with the neighbours of its GAL file; counts and births for the rates.
sids2 <- read("sids2.gpkg"); id <- as.character(sids2$FIPSNO)
gal <- read.gal(file.path(data, "sids2.gal"), region.id = id, override.id = TRUE)
write_areas("sids2", id, list(rate = sids2$SIDR74, cases = sids2$SID74, births = sids2$BIR74)); write_gal("sids2", id, gal)
local_case("sids2", id, sids2$SIDR74, nb2listw(gal, style = "B"), all_statistics)
global_bayes <- EBest(sids2$SID74, sids2$BIR74)
own_means <- EBlocal(sids2$SID74, sids2$BIR74, gal); one_mean <- EBlocal(sids2$SID74, sids2$BIR74, gal, geoda = TRUE)
set.seed(1)
assuncao <- suppressMessages(EBImoran.mc(sids2$SID74, sids2$BIR74, nb2listw(gal), nsim = 99999, alternative = "two.sided"))
write.csv(data.frame(id, raw = number(global_bayes$raw), global = number(global_bayes$estmm), local_own_means = number(own_means$est),
                     local_one_mean = number(one_mean$est), assuncao_reis = number(assuncao$z)),
          file.path(out, "local_sids2_rates.csv"), row.names = FALSE, quote = FALSE)
globals[[length(globals) + 1]] <- data.frame(case = "sids2", statistic = "assuncao-reis", rows = "W",
  value = number(assuncao$statistic), expectation = NA, variance = NA)
globals[[length(globals) + 1]] <- data.frame(case = "sids2", statistic = "assuncao-reis-p", rows = "W",
  value = number(assuncao$p.value), expectation = NA, variance = NA)

# North Carolina SIDS of spData: rate 1979, distance bands in miles; 20 miles leaves islands.
nc <- read("nc_sids_spdata.gpkg"); id <- as.character(nc$FIPSNO); rate <- 1000 * nc$SID79 / nc$BIR79
miles <- cbind(nc$east, nc$north)
write_areas("nc", id, list(rate = rate, east = nc$east, north = nc$north, cases = nc$SID79, births = nc$BIR79))
for (band in c(20, 33, 100)) {
  nb <- dnearneigh(miles, 0, band)
  local_case(paste0("nc_", band), id, rate, nb2listw(nb, style = "B", zero.policy = TRUE),
             if (band == 20) c("gi-star:B", "gi:B", "moran:W") else character())
}
# An area that reports nobody: the local estimate needs none, the global one shrinks it fully.
nc_bayes <- EBest(nc$SID79, nc$BIR79)
write.csv(data.frame(id, raw = number(nc_bayes$raw), global = number(nc_bayes$estmm)), file.path(out, "local_nc_rates.csv"),
          row.names = FALSE, quote = FALSE)

# Getis and Ord's 256 points (spData::getisord): Gi at 30.
getis <- read.csv(file.path(data, "getisord_256.csv"))
nb <- dnearneigh(cbind(getis$x, getis$y), 0, 30)
file.copy(file.path(data, "getisord_256.csv"), file.path(out, "local_getisord.csv"), overwrite = TRUE)
local_case("getisord_30", seq_len(256), getis$val, nb2listw(nb, style = "B"), c("gi:B"))

write.csv(do.call(rbind, rows), file.path(out, "local_spdep_areas.csv"), row.names = FALSE, quote = FALSE)
write.csv(do.call(rbind, globals), file.path(out, "local_spdep_global.csv"), row.names = FALSE, quote = FALSE)
cat("spdep", as.character(packageVersion("spdep")), "R", R.version$major, R.version$minor, "\n")
