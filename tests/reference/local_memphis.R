# The cells of sfhotspot's example on robberies in Memphis, January 2019, with the count and Gi* of each.
#
#   Rscript tests/reference/local_memphis.R SHARED_DATA tests/reference
#
# sfhotspot 0.9 lays 500 m cells over the convex hull of the points, widened by half a cell; Gi* has binary queen weights with self.
# Published (package vignette): 2,715 cells, Gi* of the first ten -0.546 -0.598 -0.598 0.716 0.716 0.716 -0.598 -0.598 -0.546 0.893.
suppressMessages({library(sf); library(spdep)})
arguments <- commandArgs(TRUE)
robberies <- read.csv(gzfile(file.path(arguments[1], "reference", "memphis_robberies_jan.csv.gz")))
points <- st_transform(st_as_sf(robberies, coords = c("lon", "lat"), crs = 4326), 32615)
hull <- st_buffer(st_convex_hull(st_union(points)), 250)
grid <- st_sf(geometry = st_make_grid(hull, cellsize = 500))
box <- st_bbox(grid); columns <- round((box$xmax - box$xmin) / 500)
grid$column <- (seq_len(nrow(grid)) - 1) %% columns; grid$row <- (seq_len(nrow(grid)) - 1) %/% columns
cells <- grid[hull, ]
count <- lengths(st_intersects(cells, points))
queen <- include.self(poly2nb(cells, queen = TRUE))
z <- as.numeric(localG(count, nb2listw(queen, style = "B")))
stopifnot(nrow(cells) == 2715, sum(count) == 206,
          all(round(z[1:10], 3) == c(-0.546, -0.598, -0.598, 0.716, 0.716, 0.716, -0.598, -0.598, -0.546, 0.893)))
write.csv(data.frame(row = cells$row, column = cells$column, count, z = formatC(z, digits = 16, format = "g", width = 1)),
          file.path(arguments[2], "local_memphis.csv"), row.names = FALSE, quote = FALSE)
