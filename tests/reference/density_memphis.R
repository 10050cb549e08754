# The January robberies of Memphis projected for tests/reference/test_density_memphis.cpp.
#   Rscript density_memphis.R memphis_robberies_jan.csv.gz OUTPUT_FOLDER        (R 4.2.2, sf 1.0-9, PROJ 9.1.1)
# Points: R package sfhotspot 0.9 (MIT), data set memphis_robberies_jan. Published there: kernel density of 206 points on 500 m cells with
# bandwidth 8876.66854927771, as sum of (1 - (d/bw)^2)^2; 2,715 cells, of which the first ten from the south-west:
#   11.1 11.2 11.2 11.1 10.9 10.5 10.0 9.45 8.76 10.1
# density_memphis_points.csv  easting, northing in EPSG:32615
# density_memphis_cells.csv   centres of the first ten cells of sf::st_make_grid over the points' hull with half a cell around it
suppressMessages(library(sf))
a <- commandArgs(trailingOnly = TRUE)
d <- read.csv(gzfile(a[1]))
x <- intersect(c("longitude", "lon", "x", "X"), names(d))[1]
y <- intersect(c("latitude", "lat", "y", "Y"), names(d))[1]
p <- st_transform(st_as_sf(d, coords = c(x, y), crs = 4326), 32615)
write.csv(format(setNames(as.data.frame(st_coordinates(p)), c("x", "y")), digits = 15, trim = TRUE),
          file.path(a[2], "density_memphis_points.csv"), row.names = FALSE, quote = FALSE)
# The grid covers the hull and half a cell around it: that gives the published number of cells.
hull <- st_buffer(st_convex_hull(st_union(p)), 250)
cells <- st_make_grid(hull, cellsize = 500)
cells <- cells[lengths(st_intersects(cells, hull)) > 0]
cat(length(cells), "cells\n")
centres <- st_coordinates(st_centroid(cells[1:10]))
write.csv(data.frame(x = sprintf("%.6f", centres[, 1]), y = sprintf("%.6f", centres[, 2]), published = c(11.1, 11.2, 11.2, 11.1, 10.9, 10.5, 10.0, 9.45, 8.76, 10.1)),
          file.path(a[2], "density_memphis_cells.csv"), row.names = FALSE, quote = FALSE)
bw <- 8876.66854927771
print(sapply(1:10, function(i) { u <- ((st_coordinates(p)[,1]-centres[i,1])^2 + (st_coordinates(p)[,2]-centres[i,2])^2) / bw^2; sum(pmax(0, 1-u)^2) }))
