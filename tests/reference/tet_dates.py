#!/usr/bin/env python3
"""Tết from 1990 to 2050 by the rules of the Vietnamese calendar, after J. Meeus, Astronomical Algorithms, 2nd ed., 1998.

Prints the rows of layers/model/tet.cpp, and the years in which a calendar of UTC+8 (China) has another day. The smallest distance of
a deciding new moon from midnight is printed too: it is minutes, the formulae are good to seconds.
"""
import datetime
import math


def new_moon(k):
    """Julian Ephemeris Day of the k-th new moon since 6 January 2000 (chapter 49)."""
    t = k / 1236.85
    jde = 2451550.09766 + 29.530588861 * k + 0.00015437 * t**2 - 0.000000150 * t**3 + 0.00000000073 * t**4
    e = 1 - 0.002516 * t - 0.0000074 * t**2
    m = math.radians(2.5534 + 29.10535670 * k - 0.0000014 * t**2 - 0.00000011 * t**3)
    mp = math.radians(201.5643 + 385.81693528 * k + 0.0107582 * t**2 + 0.00001238 * t**3 - 0.000000058 * t**4)
    f = math.radians(160.7108 + 390.67050284 * k - 0.0016118 * t**2 - 0.00000227 * t**3 + 0.000000011 * t**4)
    om = math.radians(124.7746 - 1.56375588 * k + 0.0020672 * t**2 + 0.00000215 * t**3)
    s = math.sin
    jde += (-0.40720 * s(mp) + 0.17241 * e * s(m) + 0.01608 * s(2 * mp) + 0.01039 * s(2 * f) + 0.00739 * e * s(mp - m)
            - 0.00514 * e * s(mp + m) + 0.00208 * e**2 * s(2 * m) - 0.00111 * s(mp - 2 * f) - 0.00057 * s(mp + 2 * f)
            + 0.00056 * e * s(2 * mp + m) - 0.00042 * s(3 * mp) + 0.00042 * e * s(m + 2 * f) + 0.00038 * e * s(m - 2 * f)
            - 0.00024 * e * s(2 * mp - m) - 0.00017 * s(om) - 0.00007 * s(mp + 2 * m) + 0.00004 * s(2 * mp - 2 * f)
            + 0.00004 * s(3 * m) + 0.00003 * s(mp + m - 2 * f) + 0.00003 * s(2 * mp + 2 * f) - 0.00003 * s(mp + m + 2 * f)
            + 0.00003 * s(mp - m + 2 * f) - 0.00002 * s(mp - m - 2 * f) - 0.00002 * s(3 * mp + m) + 0.00002 * s(4 * mp))
    planets = [(299.77, 0.107408, 325), (251.88, 0.016321, 165), (251.83, 26.651886, 164), (349.42, 36.412478, 126),
               (84.66, 18.206239, 110), (141.74, 53.303771, 62), (207.14, 2.453732, 60), (154.84, 7.306860, 56),
               (34.52, 27.261239, 47), (207.19, 0.121824, 42), (291.34, 1.844379, 40), (161.72, 24.198154, 37),
               (239.56, 25.513099, 35), (331.55, 3.592518, 23)]
    for i, (a, b, c) in enumerate(planets):
        jde += c * 1e-6 * s(math.radians(a + b * k - (0.009173 * t**2 if i == 0 else 0)))
    return jde


def solar_longitude(jde):
    """Apparent longitude of the sun in degrees (chapter 25, 0.01 degree)."""
    t = (jde - 2451545.0) / 36525
    l0 = 280.46646 + 36000.76983 * t + 0.0003032 * t**2
    m = math.radians(357.52911 + 35999.05029 * t - 0.0001537 * t**2)
    c = ((1.914602 - 0.004817 * t - 0.000014 * t**2) * math.sin(m) + (0.019993 - 0.000101 * t) * math.sin(2 * m)
         + 0.000289 * math.sin(3 * m))
    return (l0 + c - 0.00569 - 0.00478 * math.sin(math.radians(125.04 - 1934.136 * t))) % 360


def delta_t(year):
    """Seconds of dynamical time ahead of UT: 57 in 1990, 69 in 2020, expected near 90 in 2050."""
    return 57 + (year - 1990) * 0.45


def local_day(jde, hours):
    year = 2000 + (jde - 2451545) / 365.25
    return math.floor(jde - delta_t(year) / 86400 + hours / 24 + 0.5)


def date_of(day):
    return datetime.date(2000, 1, 1) + datetime.timedelta(day - 2451545)


def midnight(day, hours):
    """Dynamical time of the local midnight at which the day begins."""
    return day - 0.5 - hours / 24 + delta_t(2000 + (day - 2451545) / 365.25) / 86400


def eleventh_month(year, hours):
    """Index of the new moon that begins the month with the winter solstice (longitude 270) of that year."""
    k = round((year + 0.97 - 2000) * 12.3685) + 2
    while True:
        begin = local_day(new_moon(k), hours)
        if solar_longitude(midnight(begin, hours)) <= 270 and date_of(begin) <= datetime.date(year, 12, 24):
            return k
        k -= 1


def tet(year, hours):
    a, b = eleventh_month(year - 1, hours), eleventh_month(year, hours)
    month = a + 2  # 11, 12, then 1
    if b - a == 13:  # a leap month: the first that holds no major term
        for i in range(1, 13):
            begins = [midnight(local_day(new_moon(a + j), hours), hours) for j in (i, i + 1)]
            if solar_longitude(begins[0]) // 30 == solar_longitude(begins[1]) // 30:
                month += 1 if i <= 2 else 0
                break
    return month, date_of(local_day(new_moon(month), hours))


def main():
    closest = (1.0, 0)
    for year in range(1990, 2051):
        month, day = tet(year, 7)
        print(f"    {{{day.month}, {day.day}}},  // {year}" + ("" if tet(year, 8)[1] == day else f"; UTC+8: {tet(year, 8)[1]}"))
        part = (new_moon(month) - delta_t(year) / 86400 + 7 / 24 + 0.5) % 1
        closest = min(closest, (min(part, 1 - part), year))
    print(f"// closest new moon to midnight: {closest[0] * 1440:.0f} minutes, in {closest[1]}")


if __name__ == "__main__":
    main()
