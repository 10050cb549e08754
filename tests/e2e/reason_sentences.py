"""Reasons written anew from the row of an area and the options of a run, in this file's own words: what every sentence is compared with."""


def vietnamese(value, decimals):
    """1234.5 -> 1.234,50, written here anew and not by the program."""
    whole, _, part = f"{value:,.{decimals}f}".partition(".")
    return whole.replace(",", ".") + ("," + part if part else "")


def percent(probability):
    rounded = int(100 * probability + 0.5)
    return "> 99" if rounded >= 100 else "< 1" if rounded <= 0 else str(rounded)


class Sentence:
    """A reason as the method page describes it, made of nothing but the row and the options."""
    CLASS = {"vi": {"stable": "ổn định", "contained": "kiềm chế", "complex": "phức tạp"},
             "en": {"stable": "stable", "contained": "contained", "complex": "complex"}}

    STATUS = {"proposed": ("đề xuất chuyển hóa", "proposed"), "being-turned-around": ("đang chuyển hóa", "being turned around"),
              "passed": ("đạt chuyển hóa", "passed"), "watched": ("đang theo dõi sau chuyển hóa", "watched"),
              "off-the-list": ("đưa ra khỏi danh mục", "off the list"), "not-passed": ("không đạt chuyển hóa", "not passed"),
              "relapsed": ("tái phức tạp", "relapsed")}

    def __init__(self, language, area, options, overlays=()):
        self.language, self.area, self.options, self.overlays = language, area, options, overlays
        self.rule = options["classify"]
        self.by = ("dân số", "residents")

    def say(self, vi, en):
        return vi if self.language == "vi" else en

    def number(self, value, decimals=0):
        return vietnamese(value, decimals) if self.language == "vi" else f"{value:,.{decimals}f}"

    def window(self, name):
        def date(iso):
            year, month, day = iso.split("-")
            return f"{day}/{month}/{year}" if self.language == "vi" else iso
        return f"{date(self.options['periods'][name]['from'])} – {date(self.options['periods'][name]['to'])}"

    def two(self, field):
        return self.number(self.area[field], 2)

    def opening(self):
        line, down = self.number(self.rule["elevated_above"], 2), self.number(self.rule["brought_down_below"], 2)
        by_rule = self.area["class_by_rule"]
        if by_rule == "stable":
            return self.say(f"Ổn định: cả hai kỳ đều không vượt {line} lần mức chung.",
                            f"Stable: in neither period above {line} times the common rate.")
        if by_rule == "complex":
            return self.say(f"Phức tạp: kỳ này vượt {line} lần mức chung và chưa kéo giảm được (chưa dưới {down} lần kỳ trước).",
                            f"Complex: above {line} times the common rate now and not brought down (not below {down} times the period before).")
        if self.area["p_elevated_now"] > 0.5:
            return self.say(f"Kiềm chế: kỳ này còn vượt {line} lần mức chung nhưng đã kéo giảm (dưới {down} lần kỳ trước).",
                            f"Contained: still above {line} times the common rate now, but brought down (below {down} times the period before).")
        return self.say(f"Kiềm chế: kỳ trước vượt {line} lần mức chung, kỳ này không còn vượt.",
                        f"Contained: above {line} times the common rate before, no longer now.")

    def counts(self):
        a, n = self.area, self.number
        mass = self.number(100 * self.rule["interval"])
        return [self.say(f"Kỳ này ({self.window('current')}): {n(a['n_current'])} vụ, tính theo {self.by[0]} bằng {self.two('relative_risk')} lần mức chung của danh mục "
                         f"(khoảng {mass} %: {self.two('rr_low')} đến {self.two('rr_high')}).",
                         f"Now ({self.window('current')}): {n(a['n_current'])} incidents, by {self.by[1]} {self.two('relative_risk')} times the list's common rate "
                         f"({mass} % interval {self.two('rr_low')} to {self.two('rr_high')})."),
                self.say(f"Kỳ trước ({self.window('baseline')}): {n(a['n_baseline'])} vụ, bằng {self.two('baseline_risk')} lần "
                         f"(khoảng {mass} %: {self.two('baseline_low')} đến {self.two('baseline_high')}).",
                         f"Before ({self.window('baseline')}): {n(a['n_baseline'])} incidents, {self.two('baseline_risk')} times "
                         f"({mass} % interval {self.two('baseline_low')} to {self.two('baseline_high')}).")]

    def change(self):
        ratio, low, high = (self.two(f) for f in ("change_ratio", "change_low", "change_high"))
        if self.area["change_low"] < 1 < self.area["change_high"]:
            return self.say(f"So với kỳ trước: {ratio} lần (từ {low} đến {high}), chưa phân biệt được với dao động ngẫu nhiên.",
                            f"Against the period before: {ratio} times ({low} to {high}), which cannot be told from chance.")
        if self.area["change_ratio"] > 1:
            return self.say(f"So với kỳ trước: tăng, bằng {ratio} lần (từ {low} đến {high}).",
                            f"Against the period before: up, {ratio} times ({low} to {high}).")
        return self.say(f"So với kỳ trước: giảm, còn {ratio} lần (từ {low} đến {high}).",
                        f"Against the period before: down, {ratio} times ({low} to {high}).")

    def chances(self):
        p = {k: percent(self.area[k]) for k in ("p_elevated_before", "p_elevated_now", "p_stable", "p_contained", "p_complex")}
        line = self.number(self.rule["elevated_above"], 2)
        sentences = [self.say(f"Xác suất thực sự vượt {line} lần mức chung: kỳ trước {p['p_elevated_before']} %, kỳ này {p['p_elevated_now']} %.",
                         f"Probability of truly being above {line} times the common rate: before {p['p_elevated_before']} %, now {p['p_elevated_now']} %."),
                self.say(f"Xác suất thuộc từng loại: ổn định {p['p_stable']} %, kiềm chế {p['p_contained']} %, phức tạp {p['p_complex']} %.",
                         f"Probabilities of the classes: stable {p['p_stable']} %, contained {p['p_contained']} %, complex {p['p_complex']} %.")]
        if self.area["borderline"]:
            sentences.append(self.say("Địa bàn ở ranh giới giữa các loại: cần xem xét thêm trước khi kết luận.",
                                 "The area lies on the border between classes: look closer before deciding."))
        return sentences

    def surroundings(self):
        n = {k: self.number(self.area[k]) for k in ("neighbours", "neighbours_complex", "neighbours_contained", "neighbours_stable")}
        share = self.number(100 * self.area["class_share"])
        sentences = [self.say(f"Địa bàn liền kề: {n['neighbours']}, trong đó phức tạp {n['neighbours_complex']}, kiềm chế {n['neighbours_contained']}, "
                         f"ổn định {n['neighbours_stable']}.",
                         f"Neighbours: {n['neighbours']}, of them complex {n['neighbours_complex']}, contained {n['neighbours_contained']}, "
                         f"stable {n['neighbours_stable']}."),
                *self.inside(),
                self.say(f"Khi thử các cách tính khác (kỳ, mức so sánh, nguồn số liệu, dao động ngẫu nhiên), {share} % vẫn cho cùng loại.",
                         f"Under other ways of counting (windows, reference, sources, chance) {share} % still give the same class.")]
        step = self.area["nearest_change"]
        if step is not None:
            some, total = self.number(abs(step)), self.number(self.area["n_current"] + step)
            becomes = self.CLASS[self.language][self.area["nearest_class"]]
            sentences.append(self.say(f"Nếu kỳ này bớt {some} vụ (còn {total} vụ) thì sẽ xếp loại {becomes}.",
                                 f"With {some} fewer incidents now ({total} in all) it would be {becomes}.") if step < 0 else
                        self.say(f"Nếu kỳ này thêm {some} vụ (thành {total} vụ) thì sẽ xếp loại {becomes}.",
                                 f"With {some} more incidents now ({total} in all) it would be {becomes}."))
        return sentences

    def inside(self):
        """What lies in the area of the overlays: (name, label) of each."""
        listed = []
        for name, label in self.overlays:
            n = self.number(self.area[f"overlay_{name}_n"])
            rate = self.two(f"overlay_{name}_per_1000")
            if f"overlay_{name}_n_current" in self.area:
                before, now = (self.number(self.area[f"overlay_{name}_n_{w}"]) for w in ("baseline", "current"))
                listed.append(self.say(f"{label} {n} ({rate} trên 1.000 dân; kỳ trước {before}, kỳ này {now})",
                                       f"{label} {n} ({rate} per 1,000 residents; before {before}, now {now})"))
            else:
                listed.append(self.say(f"{label} {n} ({rate} trên 1.000 dân)", f"{label} {n} ({rate} per 1,000 residents)"))
        return [self.say(f"Có trong địa bàn: {'; '.join(listed)}.", f"In the area: {'; '.join(listed)}.")] if listed else []

    def day(self, field):
        year, month, day = self.area[field].split("-")
        return f"{day}/{month}/{year}" if self.language == "vi" else self.area[field]

    def memory(self):
        status = self.area["status"]
        if status is None:
            return []
        word = self.STATUS[status][self.language == "en"]
        sentences = [self.say(f"Tình trạng: {word}.", f"Status: {word}.")]
        if self.area["entered"]:
            sentences.append(self.say(f"Vào danh mục từ kỳ xét {self.day('entered')}.", f"On the list since the review of {self.day('entered')}."))
        if self.area["left"]:
            sentences.append(self.say(f"Đưa ra khỏi danh mục tại kỳ xét {self.day('left')}.", f"Taken off the list at the review of {self.day('left')}."))
        if self.area["below_since"] and not self.area["held"]:
            sentences.append(self.say(f"Dưới mức từ kỳ xét {self.day('below_since')}.", f"Below the line since the review of {self.day('below_since')}."))
        if self.area["previous_class"]:
            previous = self.CLASS[self.language][self.area["previous_class"]]
            sentences.append(self.say(f"Loại của kỳ xét trước: {previous}.", f"Class of the last review: {previous}."))
        return sentences

    def held(self):
        if not self.area["held"]:
            return []
        since = self.day("below_since")
        return [self.say(f"Kiềm chế: còn trong thời gian theo dõi, dưới mức từ kỳ xét {since}; quy tắc riêng kỳ này cho kết quả sau.",
                         f"Contained: still within its watch period, below the line since the review of {since}; the rule alone finds now what follows.")]

    def text(self):
        return " ".join([*self.held(), self.opening(), *self.memory(), *self.counts(), self.change(), *self.chances(), *self.surroundings()])



class ThemeSentence(Sentence):
    """What a theme says of a unit, from its row, its rows of `theme_conditions` and run.json."""

    def __init__(self, language, area, options, theme):
        super().__init__(language, area, options)
        self.theme, self.label = theme["name"], theme[language]
        self.conditions = theme.get("conditions", [])

    def of(self, field):
        return self.area[f"theme_{self.theme}_{field}"]

    def class_word(self):
        found = self.of("class")
        if found is None:
            return self.say("chưa kết luận được", "cannot be decided")
        named = [row for row in self.conditions if row["theme_class"] == found]
        if named:
            return named[0]["theme_class_" + self.language]
        return self.CLASS[self.language].get(found) or self.otherwise

    def evidence_text(self):
        rr, low, high = (self.number(self.of(f), 2) for f in ("relative_risk", "rr_low", "rr_high"))
        p = {k: percent(self.of("p_" + k)) for k in ("stable", "contained", "complex")}
        n_now, n_before = self.number(self.of("n_current")), self.number(self.of("n_baseline"))
        mass = self.number(100 * self.rule["interval"])
        now, before = self.window("current"), self.window("baseline")
        sentences = [self.say(f"{self.label}: {self.class_word()}. Kỳ này ({now}) {n_now} vụ, kỳ trước ({before}) {n_before} vụ.",
                         f"{self.label}: {self.class_word()}. Now ({now}) {n_now} incidents, before ({before}) {n_before}."),
                self.say(f"Kỳ này bằng {rr} lần mức chung của chủ đề (khoảng {mass} %: {low} đến {high}). Xác suất: ổn định {p['stable']} %, "
                         f"kiềm chế {p['contained']} %, phức tạp {p['complex']} %.",
                         f"Now {rr} times the common rate of the theme ({mass} % interval {low} to {high}). Probabilities: stable {p['stable']} %, "
                         f"contained {p['contained']} %, complex {p['complex']} %.")]
        if self.of("borderline"):
            sentences.append(self.say("Địa bàn ở ranh giới giữa các loại: cần xem xét thêm trước khi kết luận.",
                                 "The area lies on the border between classes: look closer before deciding."))
        return " ".join(sentences)

    def criteria_text(self, otherwise):
        self.otherwise = otherwise[self.language == "en"]
        self.options = {"periods": {"own": {"from": self.of("from"), "to": self.of("to")}}}
        sentences = [f"{self.label} ({self.window('own')}): {self.class_word()}."]
        order = list(dict.fromkeys(row["theme_class"] for row in self.conditions))
        found = self.of("class")
        for code in order[:order.index(found) + 1] if found in order else order:
            rows = [row for row in self.conditions if row["theme_class"] == code]
            n = {state: sum(row["state"] == state for row in rows) for state in ("met", "not_met", "unknown")}
            name, needed = rows[0]["theme_class_" + self.language], rows[0]["needed"]
            sentences.append(self.say(f"{name}: trong {len(rows)} tiêu chí có {n['met']} đạt, {n['not_met']} không đạt, {n['unknown']} còn thiếu (cần {needed}).",
                                 f"{name}: of {len(rows)} criteria {n['met']} are met, {n['not_met']} not met, {n['unknown']} missing ({needed} are needed)."))
            for missing, vi, en in (("value", "Chưa có số liệu", "Figures missing"), ("band", "Quy tắc chưa có mức", "The rule has no band")):
                keys = ", ".join(row["condition"] for row in rows if row["missing"] == missing)
                if keys:
                    sentences.append(self.say(f"{vi}: {keys}.", f"{en}: {keys}."))
        if self.of("graver_open") and found is not None:
            sentences.append(self.say("Chưa loại trừ được loại nặng hơn khi chưa điền đủ phần còn thiếu.",
                                 "A graver class cannot be ruled out until what is missing is filled in."))
        return " ".join(sentences)
