#!/bin/sh
# Times Debian's peers on the density benchmark's own million points, and the surface in the same run.
#   tests/bench/density_peers.sh build/tests/diaban_bench [bandwidth in cells, default 20]
# Needs what is installed of saga, grass-core, r-cran-spatstat; what is not is left out. CPU seconds (user + system) of each
# computation alone: reading the points is not counted for spatstat, and is for SAGA and GRASS (a few seconds; said apart).
set -e
bench=$1
cells=${2:-20}
h=$((cells * 10))
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cpu() { # label command...
    label=$1; shift
    /usr/bin/env bash -c 'TIMEFORMAT="%U %S"; { time "${@:2}" > "$1" 2>&1; } 2> "$1.time"' _ "$work/out" "$@" || { echo "$label: failed"; tail -3 "$work/out"; return 0; }
    awk -v l="$label" '{printf "%-44s %8.2f CPU s\n", l, $1 + $2}' "$work/out.time"
}
DIABAN_BENCH_EXPORT=$work/points.csv "$bench" --benchmark_repetitions=3 \
    "--benchmark_filter=Density/kernel:[04]/thousand:1000/cells:$cells/large:0/threads:1" 2>/dev/null |
    awk '/_median/ {printf "%-44s %8.3f CPU s\n", "diaban " $NF ", h = '"$cells"' cells", $4 / 1000}'
ogr2ogr -f "ESRI Shapefile" "$work/points.shp" "$work/points.csv" -oo X_POSSIBLE_NAMES=x -oo Y_POSSIBLE_NAMES=y -a_srs EPSG:32648
if command -v saga_cmd > /dev/null; then
    for radius in 10 "$h"; do
        # A radius of one cell is next to nothing but loading and writing: subtract it.
        cpu "SAGA kernel density, quartic, h = $((radius / 10)) cells" saga_cmd -f=s --cores=1 grid_gridding 6 \
            -POINTS "$work/points.shp" -RADIUS "$radius" -KERNEL 0 -TARGET_DEFINITION 0 -TARGET_USER_SIZE 10 -TARGET_USER_XMIN 600005 \
            -TARGET_USER_XMAX 612795 -TARGET_USER_YMIN 2250005 -TARGET_USER_YMAX 2259595 -TARGET_OUT_GRID "$work/saga.sgrd"
    done
fi
if command -v Rscript > /dev/null; then
    Rscript - "$work/points.csv" "$h" <<'R' 2>/dev/null | grep CPU || echo "spatstat: not there"
suppressMessages(library(spatstat))
a <- commandArgs(trailingOnly = TRUE)
p <- read.csv(a[1]); h <- as.numeric(a[2])
X <- suppressWarnings(ppp(p$x, p$y, window = owin(c(600000, 612800), c(2250000, 2259600)), check = FALSE))
for (kernel in c("gaussian", "quartic")) {
    # spatstat's sigma is the standard deviation of every kernel: the quartic's is its radius / sqrt(8).
    s <- if (kernel == "gaussian") h else h / sqrt(8)
    t <- system.time(density(X, sigma = s, kernel = kernel, edge = FALSE, dimyx = c(960, 1280)))
    cat(sprintf("%-44s %8.2f CPU s\n", paste0("spatstat density.ppp, ", kernel, ", h = ", h / 10, " cells"), t[1] + t[2]))
}
R
fi
if command -v grass > /dev/null && [ "${WITH_GRASS:-0}" = 1 ]; then
    cat > "$work/grass.sh" <<G
v.in.ascii -z -t in=$work/points.csv out=p separator=comma skip=1 x=1 y=2 z=0 --quiet 2>/dev/null || v.in.ascii -t in=$work/points.csv out=p separator=comma skip=1 x=1 y=2 --quiet
g.region n=2259600 s=2250000 w=600000 e=612800 res=10
bash -c 'TIMEFORMAT="%U %S"; time v.kernel in=p out=k radius=$h kernel=quartic multiplier=1 --quiet --overwrite' 2> $work/grass.time
G
    grass --tmp-location EPSG:32648 --exec sh "$work/grass.sh" > /dev/null 2>&1 || true
    tail -1 "$work/grass.time" | awk '{printf "%-44s %8.2f CPU s\n", "GRASS v.kernel, quartic, h = '"$cells"' cells", $1 + $2}'
fi
