# Queen and rook neighbours of real boundaries by spdep's poly2nb, coordinates taken as they are (CRS dropped).
#
#   Rscript tests/reference/local_contiguity.R SHARED_DATA tests/reference
suppressMessages({library(sf); library(spdep)})
arguments <- commandArgs(TRUE)
sources <- list(sids2 = c("reference/sids2.gpkg", NA), columbus = c("reference/columbus.gpkg", NA),
                nc = c("reference/nc_sids_spdata.gpkg", NA), namdinh = c("vn_namdinh.gpkg", "commune_2025_of_namdinh"),
                ninhbinh = c("vn_namdinh.gpkg", "commune_2025_ninhbinh_all129"),
                namdinh_old = c("vn_namdinh.gpkg", "district_pre2025"))
rows <- list()
for (name in names(sources)) {
  file <- file.path(arguments[1], sources[[name]][1]); layer <- sources[[name]][2]
  areas <- suppressWarnings(if (is.na(layer)) st_read(file, quiet = TRUE) else st_read(file, layer, quiet = TRUE))
  st_crs(areas) <- NA
  for (rule in c("queen", "rook")) {
    nb <- poly2nb(areas, queen = rule == "queen")
    rows[[length(rows) + 1]] <- data.frame(data = name, rule, area = seq_along(nb),
      neighbours = sapply(nb, function(v) paste(v[v > 0], collapse = " ")))
    cat(name, rule, length(nb), "areas", sum(card(nb)), "links\n")
  }
}
write.csv(do.call(rbind, rows), file.path(arguments[2], "local_contiguity.csv"), row.names = FALSE, quote = FALSE)
