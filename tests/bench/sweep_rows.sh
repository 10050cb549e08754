#!/bin/bash
# The backtests of engine/sweep/sweep.md, one JSON a row, on the data of DIABAN_SHARED_DATA.
#   tests/bench/sweep_rows.sh build/diaban OUT_DIR [only rows whose name begins so]
# Then: python3 tests/bench/sweep_table.py OUT_DIR. About half an hour on one thread. Rows of Portland stand on 2015 and
# 2016 (the form of the forecast was chosen on what came before); all_b91 has every fold that the data allow.
set -e
bin=$(realpath "$1"); out=$2; only=$3; data=${DIABAN_SHARED_DATA:?where the data lies}
mkdir -p "$out"; out=$(realpath "$out")
common="--language en --progress never --threads 1"
run() { # name, then the command's arguments
    name=$1; shift
    case $name in "$only"*) ;; *) return 0 ;; esac
    "$bin" backtest "$@" $common -o "$out/$name.json" > "$out/$name.txt" 2>&1 || { echo "$name: failed"; tail -2 "$out/$name.txt"; return 0; }
    echo "$name"
}
portland() { # name category horizon folds side area
    run "$1" "$data/pts_portland_nij_burglary_mvt_2012-03_2016-12.csv.gz" --x x_coordina --y y_coordina --crs EPSG:2913 \
        --time occ_date --within "$data/bnd_portland_police_districts.gpkg" --where "category='$2'" --horizon-days "$3" \
        --folds "$4" --box-m "$5" --area-km2 "$6"
}
rows() { # side horizon folds areas
    for area in $4; do
        portland b$2_$1_$area BURGLARY $2 $3 $1 $area
        portland m$2_$1_$area "MOTOR VEHICLE THEFT" $2 $3 $1 $area
    done
}
rows 150 91 8 "0.65 1.94"
rows 150 31 23 "0.65 1.94"
rows 150 61 11 "0.65 1.94"
portland all_b91_150_0.65 BURGLARY 91 14 150 0.65
portland all_b91_150_1.94 BURGLARY 91 14 150 1.94
rows 183 91 8 "0.65 1.94"
rows 183 31 23 1.94
rows 76 91 8 0.65
rows 76 31 23 0.65
rows 150 14 40 "0.65 1.94"
rows 150 7 40 "0.65 1.94"
run chicago_assault "$data/pts_chicago_aggravated_assaults_2010_2019.csv.gz" --x longitude --y latitude --crs EPSG:4326 --time date \
    --within "$data/bnd_chicago_police_districts.kml" --from 2015-01-01 --box-m 150 --area-km2 2 --horizon-days 28 --folds 13
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
zcat "$data/pts_houston_2010_ggmap.csv.gz" > "$work/houston.csv"
zcat "$data/pts_sf_geoda_2012H2.csv.gz" > "$work/sf.csv"
for offense in theft burglary "auto theft" robbery "aggravated assault"; do
    run "houston_$(echo $offense | tr -d ' ')" "$work/houston.csv" --where "offense='$offense' AND CAST(lon AS float) > -96 AND CAST(lon AS float) < -95 AND CAST(lat AS float) > 29.4 AND CAST(lat AS float) < 30.2" \
        --x lon --y lat --crs EPSG:4326 --time date --time-format %m/%d/%Y --box-m 150 --area-km2 2 --horizon-days 14 --folds 5
done
for kind in cartheft robbery vandalism drugs; do
    run "sf_$kind" "$work/sf.csv" --where "layer='$kind'" --x X --y Y --crs EPSG:4326 --time Date --box-m 150 --area-km2 1 --horizon-days 7 --folds 6
done
