# R 4.2.2 with survey 4.1-1, Epi 2.47, metafor 3.8-1, strucchange 1.5-3, epitools 0.5-10.1 and jsonlite 1.8.4, the
# packages of Debian 12: r-base-core r-cran-survey r-cran-epi r-cran-metafor r-cran-strucchange r-cran-epitools
# r-cran-jsonlite.
# Remakes the reference values, from this folder: Rscript r_agreement.R > r_agreement.json
# test_r_agreement.py compares dashboard/stats with them; it does not need R.

suppressPackageStartupMessages({
  library(survey)
  library(jsonlite)
})
options(warn = -1, contrasts = c("contr.treatment", "contr.poly"))
set.seed(20260101, kind = "Mersenne-Twister", sample.kind = "Rejection")

methods <- list()
# What each function of ours is compared with; then its cases.
method <- function(name, source) methods[[name]] <<- list(r = source, cases = list())
case <- function(name, input, output) {
  methods[[name]]$cases[[length(methods[[name]]$cases) + 1]] <<- list("in" = input, out = output)
}
v <- function(x) I(unname(x)) # a vector, even of one number
repeated <- function(counts) rep(as.numeric(names(counts)), unlist(counts))
limits <- function(test) list(lower = test$conf.int[1], upper = test$conf.int[2])

# Proportions -------------------------------------------------------------------------------------------------------

shares <- list(
  c(0, 1), c(1, 1), c(0, 5), c(5, 5), c(1, 7), c(3, 11), c(17, 30), c(50, 100), c(1, 1000), c(999, 1000),
  c(12345, 54321), c(3, 1e6), c(2.5, 7.3), c(41.7, 63.2)
)
method("wilson", "prop.test(correct = FALSE)")
for (s in shares) for (level in c(0.95, 0.998)) {
  test <- prop.test(s[1], s[2], conf.level = level, correct = FALSE)
  case("wilson", list(x = s[1], n = s[2], level = level), c(list(value = unname(test$estimate)), limits(test)))
}

method("score_test", "prop.test(p =, correct = FALSE)")
for (s in shares) for (b in c(0.02, 0.83)) {
  test <- prop.test(s[1], s[2], p = b, correct = FALSE)
  side <- if (test$conf.int[1] > b) "above" else if (test$conf.int[2] < b) "below" else "similar"
  case("score_test", list(x = s[1], n = s[2], norm = b), list(p_value = test$p.value, position = side))
}

grades <- list(
  list(counts = list("1" = 3, "2" = 5, "3" = 20, "4" = 12), favourable = 3:4, unfavourable = 1:2),
  list(counts = list("0" = 4, "5" = 1, "6" = 9, "7" = 30, "8" = 41, "9" = 22, "10" = 35), favourable = 9:10,
    unfavourable = 0:6),
  list(counts = list("0" = 1, "6" = 0, "7" = 0, "10" = 1), favourable = 9:10, unfavourable = 0:6),
  list(counts = list("9" = 8, "10" = 12), favourable = 9:10, unfavourable = 0:6),
  list(counts = list("0" = 1), favourable = 9:10, unfavourable = 0:6),
  list(counts = list("7" = 5, "8" = 6), favourable = 9:10, unfavourable = 0:6),
  list(counts = list("1" = 12000, "2" = 8000, "3" = 15000, "4" = 41000, "5" = 24000), favourable = 4:5,
    unfavourable = 1:2)
)
method("top_box", "prop.test(correct = FALSE)")
method("net", "metafor::escalc(measure = \"MPRD\"), add = 0.75 when all answers are alike; qnorm")
for (g in grades) {
  y <- repeated(g$counts)
  top <- sum(y %in% g$favourable)
  bottom <- sum(y %in% g$unfavourable)
  test <- prop.test(top, length(y), correct = FALSE)
  case("top_box", list(counts = g$counts, favourable = v(g$favourable)), c(list(value = unname(test$estimate)),
    limits(test)))
  alike <- max(top, bottom, length(y) - top - bottom) == length(y)
  # The same people say yes to « favourable » and to « unfavourable »: a difference of matched proportions.
  gap <- function(add) {
    metafor::escalc("MPRD", ai = 0, bi = top, ci = bottom, di = length(y) - top - bottom, add = add, to = "all")
  }
  plain <- 100 * as.numeric(gap(0)$yi)
  used <- gap(if (alike) 0.75 else 0)
  ends <- 100 * (as.numeric(used$yi) + c(-1, 1) * qnorm(0.975) * sqrt(used$vi))
  if (alike) ends <- range(ends, plain)
  ends <- pmax(-100, pmin(100, ends))
  case("net", list(n = length(y), favourable = top, unfavourable = bottom),
    list(value = plain, lower = ends[1], upper = ends[2], se = 100 * sqrt(used$vi)))
}

# Means -------------------------------------------------------------------------------------------------------------

samples <- list(
  c(3, 4), c(0, 10), c(1, 2, 3, 4, 5), c(7, 7, 7, 8), c(0.25, 1.5, 3.75, 2.125, 9.5, 4), c(1e6, 1e6 + 1, 1e6 + 3),
  sample(0:10, 40, replace = TRUE), c(-3.5, 2.25, 0, 8.125), rep(c(1, 2, 3, 4, 5), c(100, 300, 900, 4000, 2000))
)
pack <- function(y) if (length(y) > 60) as.list(table(y)) else v(y)
method("mean", "t.test")
method("student_test", "t.test(mu =)")
method("welch", "t.test(x, y)")
for (y in samples) {
  test <- t.test(y)
  case("mean", list(y = pack(y)), c(list(value = unname(test$estimate), se = test$stderr), limits(test)))
  for (b in c(0, 3.9)) case("student_test", list(y = pack(y), norm = b), list(p_value = t.test(y, mu = b)$p.value))
}
for (pair in list(c(1, 2), c(3, 4), c(4, 5), c(3, 7), c(7, 9), c(9, 3), c(8, 5), c(6, 9))) {
  test <- t.test(samples[[pair[1]]], samples[[pair[2]]])
  case("welch", list(first = pack(samples[[pair[1]]]), second = pack(samples[[pair[2]]])),
    c(list(value = unname(test$estimate[1] - test$estimate[2]), se = test$stderr, p_value = test$p.value),
      limits(test)))
}

# Two groups, several groups, many tests ----------------------------------------------------------------------------

method("proportions", "Epi::ci.pd(method = \"Nc\"); prop.test(correct = FALSE), fisher.test below 5 expected")
pairs <- list(
  c(56, 70, 48, 80), c(9, 10, 3, 10), c(6, 7, 2, 7), c(5, 56, 0, 29), c(0, 10, 0, 20), c(10, 10, 0, 20), c(10, 10, 10,
    10),
  c(1, 1, 0, 1), c(3, 400, 9, 500), c(450, 1000, 430, 1000), c(30000, 50000, 31000, 50000), c(7, 11, 12, 29),
  c(999, 1000, 990, 1000), c(2, 30, 2000, 20000), c(20, 40, 20, 40)
)
for (p in pairs) {
  interval <- unname(Epi::ci.pd(p[1], p[3], p[2] - p[1], p[4] - p[3], method = "Nc", print = FALSE)[1, 5:7])
  table <- rbind(c(p[1], p[2] - p[1]), c(p[3], p[4] - p[3]))
  expected <- outer(rowSums(table), colSums(table)) / sum(table)
  p_value <- if (any(colSums(table) == 0)) 1 else if (min(expected) < 5) fisher.test(table)$p.value else
    prop.test(p[c(1, 3)], p[c(2, 4)], correct = FALSE)$p.value
  case("proportions", list(counts = v(p)), list(value = interval[1], lower = interval[2], upper = interval[3],
    p_value = p_value))
}

method("fisher", "fisher.test")
for (p in c(pairs[1:10], list(c(3, 9, 4, 9), c(0, 3, 3, 3), c(2, 15, 40, 60), c(120, 100000, 95, 60000), c(8, 3000, 1,
  2500)))) {
  case("fisher", list(counts = v(p)), list(p_value = fisher.test(rbind(c(p[1], p[2] - p[1]), c(p[3],
    p[4] - p[3])))$p.value))
}

method("independent", "metafor::rma(mods = ~ group, method = \"FE\")")
for (p in list(c(41.2, 2.1, 38, 3.3), c(-10, 5, 12, 1), c(0.62, 0.011, 0.59, 0.013), c(3.5, 0.2, 3.5, 0.2))) {
  fit <- metafor::rma(yi = p[c(1, 3)], vi = p[c(2, 4)]^2, mods = ~ c(1, 0), method = "FE")
  case("independent", list(first = v(p[1:2]), second = v(p[3:4])),
    list(value = fit$beta[2], lower = fit$ci.lb[2], upper = fit$ci.ub[2], se = fit$se[2], p_value = fit$pval[2]))
}

method("homogeneity", "prop.test(correct = FALSE), k groups")
method("share_trend", "prop.trend.test: X-squared is the square of our z")
groups <- list(
  list(x = c(83, 90, 129, 70), n = c(86, 93, 136, 82)), list(x = c(1, 2, 3), n = c(5, 6, 4)),
  list(x = c(0, 3, 7, 9, 10), n = rep(10, 5)), list(x = c(500, 480, 510), n = c(1000, 1000, 1000)),
  list(x = c(15, 9), n = c(20, 31)), list(x = c(4000, 5100, 5000, 7000), n = c(9000, 11000, 10500, 14000))
)
for (g in groups) {
  test <- prop.test(g$x, g$n, correct = FALSE)
  case("homogeneity", list(x = v(g$x), n = v(g$n)), list(value = unname(test$statistic), p_value = test$p.value))
  for (scores in list(seq_along(g$x), seq_along(g$x)^2)) {
    trend <- prop.trend.test(g$x, g$n, score = scores)
    case("share_trend", list(x = v(g$x), n = v(g$n), scores = v(scores)),
      list(square = unname(trend$statistic), p_value = trend$p.value))
  }
}

method("ordinal", "wilcox.test(exact = FALSE, correct = TRUE)")
for (g in list(
  list(list("1" = 3, "2" = 5, "3" = 20, "4" = 12), list("1" = 9, "2" = 9, "3" = 15, "4" = 4)),
  list(list("0" = 1, "10" = 1), list("5" = 2, "6" = 1)), list(list("3" = 4), list("2" = 1, "3" = 1, "4" = 1)),
  list(list("1" = 1200, "2" = 3400, "3" = 9000, "4" = 6000), list("1" = 1100, "2" = 3500, "3" = 8800, "4" = 6300)),
  list(list("1" = 10, "4" = 10), list("1" = 10, "4" = 10))
)) {
  one <- repeated(g[[1]]); other <- repeated(g[[2]])
  test <- wilcox.test(one, other, exact = FALSE, correct = TRUE)
  case("ordinal", list(first = g[[1]], second = g[[2]]),
    list(value = unname(test$statistic) / length(one) / length(other), p_value = test$p.value))
}

method("adjust", "p.adjust(method = \"BH\")")
for (p in list(
  c(0.01, 0.02, 0.03, 0.04, 0.05), c(0.04, NA, 0.001, 0.04, 1, 0), c(0.5), c(0.9, 0.9, 0.8), round(runif(40)^3, 6),
  c(1e-12, 1e-9, 0.049, 0.0499999, 0.06, 0.06)
)) {
  adjusted <- p.adjust(p, "BH")
  case("adjust", list(p = v(p)), list(adjusted = v(adjusted), found = v(!is.na(adjusted) & adjusted <= 0.05)))
}

# Weights -----------------------------------------------------------------------------------------------------------

rows <- list(
  list(y = c(1, 2, 4), w = c(1, 1, 2)), list(y = c(0, 1), w = c(3, 0.2)),
  list(y = c(1, 1, 0, 1, 0, 0, 1), w = c(1, 2, 3, 0.5, 0.25, 8, 1)), list(y = c(0, 0, 0, 1), w = c(1, 1, 1, 1)),
  list(y = sample(0:10, 40, replace = TRUE), w = round(exp(rnorm(40)), 3)),
  list(y = rbinom(60, 1, 0.7), w = round(runif(60, 0.1, 20), 2)), list(y = c(3.5, -2, 7.25, 0), w = c(1e6, 2e6, 5e5,
    3e6))
)
weighted_share <- function(p, size) limits(prop.test(p * size, size, correct = FALSE))
# Kish 1965: 1 + the squared coefficient of variation of the weights.
deff <- function(w) 1 + mean((w - mean(w))^2) / mean(w)^2

method("weighted_mean", "survey::svymean on svydesign(~1, weights =); qnorm")
method("weighted_share", "survey::svymean, prop.test(correct = FALSE) at n_eff")
method("kish", "plain R: 1 + squared coefficient of variation of the weights")
for (r in rows) {
  found <- svymean(~y, svydesign(~1, weights = ~w, data = as.data.frame(r)))
  interval <- as.vector(confint(found))
  case("weighted_mean", list(y = v(r$y), w = v(r$w)),
    list(value = as.vector(found), se = as.vector(SE(found)), lower = interval[1], upper = interval[2]))
  case("kish", list(w = v(r$w)), list(n = length(r$w), deff = deff(r$w), n_eff = length(r$w) / deff(r$w)))
  if (all(r$y %in% 0:1)) {
    p <- as.vector(found)
    case("weighted_share", list(y = v(r$y), w = v(r$w)),
      c(list(value = p, se = as.vector(SE(found))), weighted_share(p, length(r$w) / deff(r$w))))
  }
}

method("weighted_net", "survey::svymean of -1, 0, 1; metafor::escalc(\"MPRD\", add = 0.75) at n_eff when all are alike")
for (r in list(
  list(y = c(1, 0, -1, 1), w = c(1, 2, 1, 3)), list(y = sample(-1:1, 50, replace = TRUE), w = round(runif(50, 0.5, 4),
    2)),
  list(y = c(1, 1, 1), w = c(1, 2, 5)), list(y = rep(-1, 12), w = 1:12), list(y = rep(0, 5), w = c(1, 1, 1, 1, 3)),
  list(y = c(1, 1, 1, 1, 1, 1, 0), w = c(9, 9, 9, 9, 9, 9, 1))
)) {
  found <- svymean(~y, svydesign(~1, weights = ~w, data = as.data.frame(r)))
  value <- 100 * as.vector(found)
  se <- 100 * as.vector(SE(found))
  ends <- value + c(-1, 1) * qnorm(0.975) * se
  if (length(unique(r$y)) == 1) {
    size <- length(r$w) / deff(r$w)
    used <- metafor::escalc("MPRD", ai = 0, bi = size * (r$y[1] == 1), ci = size * (r$y[1] == -1),
      di = size * (r$y[1] == 0), add = 0.75, to = "all")
    se <- 100 * sqrt(used$vi)
    ends <- range(100 * as.numeric(used$yi) + c(-1, 1) * qnorm(0.975) * se, value)
  }
  ends <- pmax(-100, pmin(100, ends))
  case("weighted_net", list(y = v(r$y), w = v(r$w)), list(value = value, se = se, lower = ends[1], upper = ends[2]))
}

method("clusters", "survey::svymean on svydesign(~cluster, weights =); shares: prop.test at min(n_eff, p(1-p)/SE^2)")
for (r in list(
  list(y = c(1, 2, 4, 3, 5), w = rep(1, 5), cl = c(1, 1, 2, 2, 3)),
  list(y = c(1, 0, 1, 1, 0, 1, 0, 1), w = c(1, 2, 1, 1, 3, 1, 2, 2), cl = c(1, 1, 1, 2, 2, 3, 3, 4)),
  list(y = rbinom(48, 1, rep(c(0.3, 0.8, 0.6), each = 16)), w = round(runif(48, 1, 3), 2), cl = rep(1:6, each = 8)),
  list(y = sample(1:5, 30, replace = TRUE), w = rep(c(0.5, 2), 15), cl = rep(1:5, c(2, 4, 6, 8, 10)))
)) {
  found <- svymean(~y, svydesign(~cl, weights = ~w, data = as.data.frame(r)))
  p <- as.vector(found)
  interval <- if (all(r$y %in% 0:1)) weighted_share(p, min(length(r$w) / deff(r$w),
    p * (1 - p) / as.vector(vcov(found)))) else
    list(lower = confint(found)[1], upper = confint(found)[2])
  case("clusters", list(y = v(r$y), w = v(r$w), cl = v(r$cl), share = all(r$y %in% 0:1)),
    c(list(value = p, se = as.vector(SE(found))), interval))
}

method("post_stratify", "survey::svymean on svydesign(strata =, weights = N/n); shares: prop.test at n_eff")
for (r in list(
  list(answers = list(a = c(1, 2, 3, 4), b = c(5, 5, 4)), sizes = list(a = 100, b = 300)),
  list(answers = list(a = c(1, 0, 1, 1, 0, 1), b = c(0, 0, 1), c = c(1, 1, 0, 1)), sizes = list(a = 1200, b = 5000,
    c = 300)),
  list(answers = list(a = sample(0:10, 25, TRUE), b = sample(0:10, 12, TRUE), c = c(8, 9)), sizes = list(a = 9000,
    b = 90000, c = 50)),
  list(answers = list(a = c(1, 1), b = c(0, 1, 1, 1, 1, 0, 1)), sizes = list(a = 10, b = 12345))
)) {
  flat <- stack(r$answers)
  flat$w <- unlist(r$sizes)[as.character(flat$ind)] / table(flat$ind)[as.character(flat$ind)]
  flat$w <- as.vector(flat$w)
  found <- svymean(~values, svydesign(~1, strata = ~ind, weights = ~w, data = flat))
  share <- all(flat$values %in% 0:1)
  interval <- if (share) weighted_share(as.vector(found), nrow(flat) / deff(flat$w)) else
    list(lower = confint(found)[1], upper = confint(found)[2])
  case("post_stratify", list(answers = lapply(r$answers, v), sizes = r$sizes, share = share),
    c(list(value = as.vector(found), se = as.vector(SE(found))), interval))
}

method("rake", "survey::rake(epsilon = 1e-12)")
for (r in list(
  list(rows = data.frame(sex = c("f", "f", "h", "h", "h"), age = c("j", "v", "j", "v", "v")), start = rep(1, 5),
    sex = c(f = 60, h = 40), age = c(j = 30, v = 70)),
  list(rows = data.frame(sex = rep(c("f", "h"), 12), age = rep(c("j", "m", "v"), 8), site = rep(c("a", "b", "c", "d"),
    c(4, 5, 7, 8))),
    start = round(runif(24, 0.5, 3), 2), sex = c(f = 5200, h = 4800), age = c(j = 2500, m = 4000, v = 3500),
    site = c(a = 1000, b = 2500, c = 2000, d = 4500)),
  list(rows = data.frame(sex = c(rep("f", 9), "h"), age = c(rep("j", 2), rep("v", 8))), start = rep(2, 10),
    sex = c(f = 1.9, h = 0.1), age = c(j = 1.5, v = 0.5))
)) {
  margins <- setdiff(names(r), c("rows", "start"))
  raked <- rake(svydesign(~1, weights = r$start, data = r$rows), lapply(margins, function(m) reformulate(m)),
    lapply(margins, function(m) setNames(data.frame(names(r[[m]]), r[[m]]), c(m, "Freq"))),
    control = list(maxit = 5000, epsilon = 1e-12))
  case("rake", list(categories = lapply(as.list(r$rows[margins]), v), totals = lapply(r[margins], as.list),
    start = v(r$start)),
    list(weights = v(weights(raked))))
}

# Control charts, funnel --------------------------------------------------------------------------------------------

# No R package with these rules in Debian: plain R, vectors and rle.
screened <- function(ranges) {
  ranges <- ranges[!is.na(ranges)]
  kept <- ranges[ranges < 3.267 * mean(ranges)]
  if (length(kept) && mean(kept) > 0) mean(kept) else mean(ranges)
}
long_runs <- function(signs, least) {
  signs[is.na(signs)] <- 0
  runs <- rle(signs)
  rep(runs$values != 0 & runs$lengths >= least, runs$lengths)
}
rules <- function(y, centre, reach) {
  n <- length(y)
  gap <- y - centre
  rising <- which(long_runs(sign(diff(y)), 6))
  windows <- embed(seq_len(n), 3)
  inside <- abs(gap) > reach * 2 / 3 & abs(gap) <= reach
  one_side <- apply(windows, 1, function(i) isTRUE(abs(sum(sign(gap[i]))) == 3) && sum(inside[i]) >= 2)
  pairs <- unique(as.vector(windows[which(one_side), ]))
  found <- cbind("1" = abs(gap) > reach, "2" = seq_len(n) %in% c(rising, rising + 1), "3" = long_runs(sign(gap), 7),
    "4" = seq_len(n) %in% pairs & inside)
  found[is.na(found)] <- FALSE
  apply(found, 1, function(row) paste(colnames(found)[row], collapse = ""))
}
method("xmr", "plain R: mean, diff, rle (no package in Debian)")
for (y in list(
  c(10, 12, 11, 13, 12, 11, 14, 12, 10, 13, 12, 11, 25, 12), c(1, 2, 3, 4, 5, 6, 7, 8, 7, 9, 8, 10),
  c(5, 5, 5, 5, 5, 40, 5, 5, 5, 5), c(3, NA, 4, 6, 5, NA, NA, 7, 6, 8, 9, 7, 8, 10, 9),
  round(c(rnorm(15, 50, 3), rnorm(12, 56, 3)), 1), round(cumsum(rnorm(36)), 2), c(80, 81, 79, 80, 86, 85.5, 81, 74,
    75, 80, 79, 81)
)) {
  average <- screened(abs(diff(y)))
  centre <- mean(y, na.rm = TRUE)
  case("xmr", list(y = v(y)), list(mean = centre, lower = centre - 2.66 * average, upper = centre + 2.66 * average,
    rules = v(rules(y, centre, 2.66 * average))))
}

method("p_chart", "plain R (no package in Debian)")
method("p_series", "the same, rules on z with rle; the trend is that of the shares")
for (r in list(
  list(x = c(12, 15, 8, 10, 4, 7, 16, 9, 14, 10), n = rep(50, 10)), list(x = c(3, 0, 9, NA, 5, 8), n = c(30, 12, 41,
    NA, 22, 25)),
  list(x = c(1510, 1622, 1405, 2001, 1800, 1333), n = c(2000, 2100, 1900, 2600, 2300, 1800)),
  list(x = c(40000, 41000, 39500, 52000), n = c(60000, 61000, 58000, 75000)), list(x = c(0, 1, 0, 0), n = c(5, 4, 6,
    8)),
  list(x = c(20, 23, 26, 28, 31, 33, 36, 30, 20, 12, 14, 9, 10, 13, 11, 9), n = c(60, 58, 61, 60, 62, 60, 63, 60, 55,
    50, 52, 41, 44, 50, 49, 48))
)) {
  known <- !is.na(r$x)
  centre <- sum(r$x[known]) / sum(r$n[known])
  z <- (r$x / r$n - centre) / sqrt(centre * (1 - centre) / r$n)
  sigma <- if (mean(r$n[known]) > 1000) screened(abs(diff(z))) / 1.128 else 1
  reach <- 3 * sigma * sqrt(centre * (1 - centre) / r$n)
  case("p_chart", list(x = v(r$x), n = v(r$n)),
    list(centre = centre, sigma_z = sigma, lower = v(pmax(0, centre - reach)), upper = v(pmin(1, centre + reach))))
  of_scores <- sub("2", "", rules(z / sigma, 0, 3))
  rising <- grepl("2", rules(r$x / r$n, centre, Inf))
  marks <- mapply(function(one, trend) paste(sort(c(strsplit(one, "")[[1]], if (trend) "2")), collapse = ""),
    of_scores, rising)
  case("p_series", list(x = v(r$x), n = v(r$n)), list(rules = v(marks)))
}

method("funnel", "unadjusted: prop.test(p = theta, correct = FALSE); adjusted: plain R, quantile(type = 7)")
for (sites in c(6, 10, 14, 17)) for (adjust in c(FALSE, TRUE)) {
  n <- round(exp(runif(sites, 2, 7)))
  x <- rbinom(sites, n, plogis(rnorm(sites, 1, if (sites == 14) 0 else 0.6)))
  theta <- sum(x) / sum(n)
  wide <- adjust && sites >= 10
  out <- list(theta = theta)
  if (wide) {
    s <- 1 / (2 * sqrt(n))
    z <- (asin(sqrt(x / n)) - asin(sqrt(theta))) / s
    cut <- quantile(z, c(0.1, 0.9), type = 7)
    phi <- mean(pmin(pmax(z, cut[1]), cut[2])^2)
    tau_sq <- max(0, (sites * phi - (sites - 1)) / (sum(s^-2) - sum(s^-4) / sum(s^-2)))
    ends <- lapply(c(-1, 1), function(k) sin(pmin(pmax(asin(sqrt(theta)) + k * qnorm(0.999) * sqrt(s^2 + tau_sq), 0),
      pi / 2))^2)
    out <- c(out, list(phi = phi, tau_sq = tau_sq, p_values = v(2 * pnorm(-abs(z * s) / sqrt(s^2 + tau_sq)))))
  } else {
    ends <- lapply(c(-1, 1), function(k) pmin(pmax(theta + k * qnorm(0.999) * sqrt(theta * (1 - theta) / n), 0), 1))
    out$p_values <- v(mapply(function(a, b) prop.test(a, b, p = theta, correct = FALSE)$p.value, x, n))
  }
  case("funnel", list(x = v(x), n = v(n), adjust = adjust), c(out, list(lower = v(ends[[1]]), upper = v(ends[[2]]))))
}

# Drivers -----------------------------------------------------------------------------------------------------------

r_squared <- function(y, X) if (ncol(X)) 1 - sum(lm.fit(cbind(1, X), y)$residuals^2) / sum((y - mean(y))^2) else 0
orders <- function(items) {
  if (length(items) < 2) return(list(items))
  do.call(c, lapply(seq_along(items), function(i) lapply(orders(items[-i]), function(rest) c(items[i], rest))))
}
# The definition: the gain in R squared of each driver, averaged over all orders of entry.
lmg <- function(y, X) {
  k <- ncol(X)
  subsets <- as.matrix(expand.grid(rep(list(c(FALSE, TRUE)), k)))
  r2 <- apply(subsets, 1, function(chosen) r_squared(y, X[, chosen, drop = FALSE]))
  place <- function(members) 1 + sum(2^(members - 1))
  gains <- sapply(orders(seq_len(k)), function(order) {
    gain <- numeric(k)
    for (i in seq_len(k)) gain[order[i]] <- r2[place(order[seq_len(i)])] - r2[place(order[seq_len(i - 1)])]
    gain
  })
  if (k == 1) mean(gains) else rowMeans(gains)
}
latent <- rnorm(30)
scale_of <- function(noise) pmin(10, pmax(0, round(6 + 2 * latent + rnorm(30, 0, noise))))
tables <- list(
  one = data.frame(a = scale_of(1)), two = data.frame(a = scale_of(1), b = scale_of(2)),
  four = data.frame(a = scale_of(1), b = scale_of(2), c = scale_of(4), d = scale_of(8)),
  redundant = transform(data.frame(a = scale_of(2), b = scale_of(3)), c = a + b),
  swiss = swiss[, -1]
)
method("key_drivers", "lm.fit over every order of entry; cor, cor(method = \"spearman\"), diag(solve(cor(X)))")
for (name in names(tables)) {
  X <- as.matrix(tables[[name]])
  y <- if (name == "swiss") swiss$Fertility else scale_of(1.5)
  out <- list(r2 = r_squared(y, X), importance = v(lmg(y, X)), r = v(as.vector(cor(X, y))),
    rho = v(as.vector(cor(X, y, method = "spearman"))))
  if (name != "redundant") out$vif <- v(diag(solve(cor(X))))
  case("key_drivers", list(y = v(y), x = lapply(tables[[name]], v)), out)
}

method("importance_bars", "the same on 4000 resamples, quantile(type = 7): equal up to the chance of the draw")
X <- as.matrix(tables$two)
y <- scale_of(1.5)
drawn <- replicate(4000, {
  rows <- sample(30, replace = TRUE)
  parts <- lmg(y[rows], X[rows, ])
  parts / sum(parts)
})
bars <- apply(drawn, 1, quantile, probs = c(0.025, 0.975), type = 7)
case("importance_bars", list(y = v(y), x = lapply(tables$two, v)), list(lower = v(bars[1, ]), upper = v(bars[2, ])))

# Series ------------------------------------------------------------------------------------------------------------

pair_slopes <- function(y, t) {
  later <- outer(t, t, function(a, b) b > a)
  sort((outer(y, y, function(a, b) b - a) / outer(t, t, function(a, b) b - a))[later])
}
kendall_variance <- function(y) {
  n <- length(y)
  ties <- as.vector(table(y))
  (n * (n - 1) * (2 * n + 5) - sum(ties * (ties - 1) * (2 * ties + 5))) / 18
}
kendall_score <- function(y) sum(sign(outer(y, y, function(a, b) b - a))[upper.tri(diag(length(y)))])
sen_limits <- function(slopes, variance) {
  reach <- qnorm(0.975) * sqrt(variance)
  list(slope = median(slopes), lower = slopes[max(1, round((length(slopes) - reach) / 2))],
    upper = slopes[min(length(slopes), round((length(slopes) + reach) / 2 + 1))])
}
method("trend", "cor.test(method = \"kendall\", exact = FALSE, continuity = TRUE); acf; slopes and ranks: plain R")
for (y in list(
  c(10, 14, 11, 15, 13, 12, 16, 15, 17, 14, 18, 17), c(1, 2, 3, 4, 5, 6, 7, 8), c(5, 5, 4, 4, 3, 3, 3, 2, 2, 2),
  c(3, NA, 4, 6, 5, NA, NA, 7, 6, 8, 9, 7, 8, 10, 9), c(1, 9, 2, 8, 3, 7, 4, 6, 5), round(rnorm(48), 2),
    as.vector(Nile)[1:50],
  c(7, 7, 7, 7, 7, 7, 7, 9)
)) {
  t <- which(!is.na(y)) - 1
  known <- y[t + 1]
  test <- cor.test(t, known, method = "kendall", exact = FALSE, continuity = TRUE)
  found <- sen_limits(pair_slopes(known, t), kendall_variance(known))
  rests <- y - found$slope * (seq_along(y) - 1)
  lag <- acf(rests, lag.max = 1, na.action = na.pass, plot = FALSE)$acf[2]
  out <- c(found, list(p_value = test$p.value))
  # A series without any rest has no autocorrelation in R, 0 here.
  case("trend", list(y = v(y)), if (is.nan(lag)) out else c(out, list(lag = lag)))
}
method("kendall_ties", "cor.test(method = \"kendall\", exact = FALSE, continuity = TRUE), several values at one time")
for (r in list(
  list(t = c(1, 1, 2, 2, 3, 3, 4, 5), y = c(2, 3, 3, 3, 5, 4, 6, 6)), list(t = c(1, 1, 1, 2, 3, 4, 4, 8, 9), y = c(5,
    5, 5, 5, 2, 2, 3, 1, 1))
)) case("kendall_ties", list(t = v(r$t), y = v(r$y)),
  list(p_value = cor.test(r$t, r$y, method = "kendall", exact = FALSE, continuity = TRUE)$p.value))

series <- list(
  list(y = as.vector(nottem)[1:36], period = 12), list(y = as.vector(UKgas)[1:24], period = 4),
  list(y = c(4, 8, 6, 5, 9, 6, 6, 9, 8, 6, 11, 8), period = 3),
    list(y = round(10 + (1:36) / 6 + 3 * sin(1:36 * pi / 6) + rnorm(36), 1), period = 12)
)
method("season", "decompose(type = \"additive\")")
method("year_on_year", "diff(lag =)")
method("seasonal_trend", "plain R: S, Var S and slopes by season (Hirsch 1982), ranks of Gilbert 1987")
for (r in series) {
  if (r$period < 12) case("year_on_year", list(y = v(r$y), period = r$period), list(gaps = v(c(rep(NA, r$period),
    diff(r$y, lag = r$period)))))
  parts <- decompose(ts(r$y, frequency = r$period))
  case("season", list(y = v(r$y), period = r$period),
    list(effects = v(parts$figure), trend = v(as.vector(parts$trend)), remainder = v(as.vector(parts$random))))
}
for (r in c(series, list(list(y = c(4, 8, NA, 5, 9, 6, 6, 9, 8, 6, NA, 8, 7, 9, 9), period = 3)))) {
  seasons <- lapply(seq_len(r$period), function(i) r$y[seq(i, length(r$y), r$period)])
  slopes <- sort(unlist(lapply(seasons, function(y) pair_slopes(y[!is.na(y)], which(!is.na(y))))))
  known <- lapply(seasons, function(y) y[!is.na(y)])
  s <- sum(sapply(known, kendall_score))
  variance <- sum(sapply(known, kendall_variance))
  z <- sign(s) * (abs(s) - 1) / sqrt(variance)
  case("seasonal_trend", list(y = v(r$y), period = r$period),
    c(sen_limits(slopes, variance), list(s = s, variance = variance, p_value = 2 * pnorm(-abs(z)))))
}

method("change_point_step", "strucchange::breakpoints(y ~ 1, breaks = 1), means on both sides")
for (y in list(
  c(10, 11, 10, 12, 11, 15, 16, 15, 17, 16, 15), as.vector(Nile), c(rep(c(80, 81, 79), 5), rep(c(70, 71, 69.5), 4)),
  round(c(rnorm(20, 50, 1), rnorm(16, 58, 1)), 1)
)) {
  at <- strucchange::breakpoints(y ~ 1, h = 3, breaks = 1)$breakpoints
  case("change_point_step", list(y = v(y)),
    list(index = at, before = mean(y[seq_len(at)]), after = mean(y[-seq_len(at)])))
}
method("change_point", "lm(weights =) at every date and length; rules of the module: plain R")
for (r in list(
  list(y = c(10, 11, 10, 12, 11, 15, 16, 15, 17, 16, 15)), list(y = c(10, 11, 10, NA, 11, NA, 16, 15, 17, 16, 15, 16)),
  list(y = c(50, 51, 50, 49, 50, 52, 54, 57, 59, 62, 64, 65, 66, 65, 66, 65)), list(y = c(5, 7, 6, 5, 7, 6, 5, 6, 7,
    6, 5)),
  list(y = c(10, 11, 10, 12, 11, 10, 16, 15, 17, 16, 15), w = c(100, 5, 80, 100, 20, 60, 100, 30, 90, 10, 100)),
  list(y = round(c(rnorm(10, 60, 1), 60 + 1:8, rnorm(6, 68, 1)), 1), w = round(runif(24, 20, 400))),
  list(y = c(50, 50, 51, 49, 50, 52, 54, 56, 58, 60, 62, 64))
)) {
  t <- which(!is.na(r$y))
  last <- max(t)
  data <- data.frame(y = r$y[t], w = if (is.null(r$w)) 1 else r$w[t] / mean(r$w[t]))
  grid <- do.call(rbind, lapply(t[-1], function(start) data.frame(start = start, length = 1:min(24, last - start + 1))))
  done <- function(i) pmin(pmax((t - grid$start[i] + 1) / grid$length[i], 0), 1)
  fits <- lapply(seq_len(nrow(grid)), function(i) lm(y ~ d, data = transform(data, d = done(i)), weights = w))
  rest <- sapply(fits, deviance)
  flat <- deviance(lm(y ~ 1, data = data, weights = w))
  freedom <- length(t) - 4
  out <- list(index = NA)
  if ((flat - min(rest)) * freedom / min(rest) > 16) {
    steps <- which(grid$length == 1)
    step <- steps[which.min(rest[steps])]
    any <- which.min(rest)
    best <- if ((rest[step] - rest[any]) * freedom / rest[any] > log(length(t))) any else step
    likely <- grid$start[(rest - min(rest)) * freedom / min(rest) <= -2 * log(1 - sqrt(0.95))]
    end <- grid$start[best] + grid$length[best] - 1
    level <- unname(cumsum(coef(fits[[best]]) * c(1, tail(done(best), 1))))
    out <- list(index = grid$start[best] - 1, earliest = max(t[t < min(likely)]), latest = max(likely) - 1,
      settled = if (end < last || grid$length[best] == 1) end - 1 else NA, before = level[1], after = level[2])
  }
  case("change_point", list(y = v(r$y), w = if (is.null(r$w)) NULL else v(r$w)), out)
}

# Delays, rates, mixes ----------------------------------------------------------------------------------------------

delays <- list(c(3), c(1, 2, 3, 4, 5), c(4, 9, 1, 7, 7, 2), sample(1:90, 25), c(5, 5, 5, 5, 5, 8, 9, 30),
  round(rexp(60, 0.05), 1))
method("quantile", "quantile(type = 7)")
method("median", "binom.test: the order statistics that the sign test does not reject")
for (y in delays) {
  at <- c(0, 0.1, 0.5, 0.9, 0.975, 1)
  case("quantile", list(y = v(y), p = v(at)), list(values = v(quantile(y, at, type = 7))))
  n <- length(y)
  accepted <- which(sapply(seq_len(n), function(k) binom.test(k, n)$p.value > 0.05))
  if (n < 6) next
  k <- min(accepted)
  case("median", list(y = v(y)), list(lower = sort(y)[k], upper = sort(y)[n + 1 - k], coverage = 1 - binom.test(k - 1,
    n)$p.value))
}
method("weighted_quantile",
  "survey::svyquantile(qrule = \"math\"); quantile(rep(y, w), type = 1) when weights are whole")
for (r in list(
  rows[[1]], rows[[3]], rows[[5]], list(y = c(1, 2, 3, 4), w = c(1, 1, 1, 1)), list(y = sample(1:90, 30),
    w = round(runif(30, 1, 9), 1)),
  list(y = sample(1:20, 12, TRUE), w = sample(1:9, 12, TRUE))
)) {
  at <- c(0.1, 0.25, 0.5, 0.9)
  values <- if (all(r$w == round(r$w))) quantile(rep(r$y, r$w), at, type = 1)
  # survey 4.1-1 gives the second value below the share of the first one, which its definition does not say.
  sure <- at >= sum(r$w[r$y == min(r$y)]) / sum(r$w)
  found <- svyquantile(~y, svydesign(~1, weights = ~w, data = as.data.frame(r)), at[sure], qrule = "math", ci = FALSE)
  found <- as.vector(unlist(found))
  if (is.null(values)) at <- at[sure] else stopifnot(found == values[sure])
  case("weighted_quantile", list(y = v(r$y), w = v(r$w), p = v(at)),
    list(values = v(if (is.null(values)) found else values)))
}

method("rate", "poisson.test below 10 events; from 10 on epitools::pois.byar, at x - 1/2 and x + 1/2")
for (r in list(c(0, 1200), c(1, 3), c(3, 7000), c(9, 12345), c(10, 500), c(11, 8), c(57, 90210), c(4321, 1e6))) {
  ends <- if (r[1] < 10) poisson.test(r[1], r[2])$conf.int else
    c(epitools::pois.byar(r[1] - 0.5, r[2])$lower, epitools::pois.byar(r[1] + 0.5, r[2])$upper)
  case("rate", list(events = r[1], exposure = r[2]), list(value = 1000 * r[1] / r[2], lower = 1000 * ends[1],
    upper = 1000 * ends[2]))
}

method("standardised", "survey::svyby and svycontrast on svydesign(strata = group x stratum, weights = W/n)")
method("split", "plain R: weighted.mean at both mixes (Kitagawa 1955)")
mixes <- list(
  list(list(a = c(1, 2, 3, 4), b = c(5, 5, 4)), list(a = c(2, 2, 1), b = c(5, 3, 4, 4, 4))),
  list(list(a = c(1, 0, 1, 1, 0, 1), b = c(0, 0, 1), c = c(1, 1, 0, 1)), list(a = c(0, 0, 1), b = c(1, 1, 0, 1, 1, 0,
    0), c = c(1, 0))),
  list(list(a = sample(0:10, 20, TRUE), b = sample(5:10, 8, TRUE)), list(a = sample(0:8, 6, TRUE), b = sample(4:10,
    30, TRUE)))
)
for (m in mixes) {
  flat <- do.call(rbind, lapply(1:2, function(g) transform(stack(m[[g]]), g = g)))
  both <- table(flat$ind) / nrow(flat)
  cell <- interaction(flat$g, flat$ind)
  flat$cell <- cell
  flat$w <- as.vector(both[as.character(flat$ind)] / table(cell)[as.character(cell)])
  means <- svyby(~values, ~g, svydesign(~1, strata = ~cell, weights = ~w, data = flat), svymean, covmat = TRUE)
  gap <- svycontrast(means, c(1, -1))
  ends <- as.vector(gap) + c(-1, 1) * qnorm(0.975) * as.vector(SE(gap))
  case("standardised", list(first = lapply(m[[1]], v), second = lapply(m[[2]], v)),
    list(value = as.vector(gap), se = as.vector(SE(gap)), lower = ends[1], upper = ends[2],
      p_value = 2 * pnorm(-abs(as.vector(gap) / as.vector(SE(gap)))), first = means$values[1],
        second = means$values[2]))
  levels <- lapply(m, sapply, mean)
  mixes_of <- lapply(m, lengths)
  case("split", list(first = lapply(m[[1]], v), second = lapply(m[[2]], v)),
    list(difference = mean(unlist(m[[1]])) - mean(unlist(m[[2]])),
      rate_effect = mean(sapply(mixes_of, function(mix) weighted.mean(levels[[1]] - levels[[2]], mix))),
      mix_effect = mean(sapply(levels, function(level) weighted.mean(level, mixes_of[[1]]) - weighted.mean(level,
        mixes_of[[2]])))))
}

method("least_error", "prop.test(0, n_eff, correct = FALSE): half of the interval, over z")
for (size in c(1, 12.5, 40, 3000)) {
  case("least_error", list(size = size), list(se = prop.test(0, size, correct = FALSE)$conf.int[2] / 2 / qnorm(0.975)))
}

method("prudent_gap", "survey::svycontrast with a correlation of -1; of 1 for the mean")
for (p in list(c(41.2, 2.1, 38, 3.3), c(0.62, 0.011, 0.59, 0.013), c(-10, 5, 12, 1))) {
  se <- p[c(2, 4)]
  sum_of <- function(weights, correlation) svycontrast(
    structure(c(a = p[1], b = p[3]), var = outer(se, se) * matrix(c(1, correlation, correlation, 1), 2),
      class = "svystat"), weights)
  gap <- sum_of(c(1, -1), -1); middle <- sum_of(c(0.5, 0.5), 1)
  case("prudent_gap", list(first = v(p[1:2]), second = v(p[3:4])),
    list(value = as.vector(gap), se = as.vector(SE(gap)), lower = confint(gap)[1], upper = confint(gap)[2],
      p_value = 2 * pnorm(-abs(as.vector(gap) / as.vector(SE(gap)))), mean = as.vector(middle),
        mean_se = as.vector(SE(middle))))
}

# One case a line.
text <- function(x) toJSON(x, digits = I(12), auto_unbox = TRUE, na = "null", null = "null")
blocks <- sapply(names(methods), function(name) paste0(
  "\"", name, "\": {\"r\": ", text(methods[[name]]$r), ", \"cases\": [\n",
  paste(sapply(methods[[name]]$cases, text), collapse = ",\n"), "\n]}"
))
cat("{\n", paste(blocks, collapse = ",\n"), "\n}\n", sep = "")
