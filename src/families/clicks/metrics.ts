/** How good probabilities and numbers are: AUC, log loss, reliability, R2. */

/** P(a liked example scores above one that is not), ties counted as half: the area under the ROC curve. */
export function auc(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const order = Array.from({ length: scores.length }, (_, n) => n).sort(
    (a, b) => scores[a]! - scores[b]!,
  );
  let [positives, rankSum] = [0, 0];
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) end++;
    const rank = (start + 1 + end) / 2; // the mean rank of what ties
    for (let n = start; n < end; n++) {
      if (labels[order[n]!] !== 1) continue;
      positives++;
      rankSum += rank;
    }
    start = end;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return Number.NaN;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** The mean of people's own AUCs, by their ratings; people with one kind of label only are left out (DIN). */
export function groupedAuc(
  users: ArrayLike<number>,
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
): number {
  const own = new Map<number, number[]>();
  for (let n = 0; n < users.length; n++) {
    const of = own.get(users[n]!) ?? [];
    of.push(n);
    own.set(users[n]!, of);
  }
  let [sum, weight] = [0, 0];
  for (const of of own.values()) {
    const value = auc(
      of.map((n) => scores[n]!),
      of.map((n) => labels[n]!),
    );
    if (Number.isNaN(value)) continue;
    sum += of.length * value;
    weight += of.length;
  }
  return weight === 0 ? Number.NaN : sum / weight;
}

/** Mean of -y log p - (1 - y) log(1 - p) for p = sigma(logit). */
export function logLoss(logits: ArrayLike<number>, labels: ArrayLike<number>): number {
  let sum = 0;
  for (let n = 0; n < logits.length; n++) {
    const s = logits[n]!;
    sum += Math.max(s, 0) + Math.log1p(Math.exp(-Math.abs(s))) - labels[n]! * s;
  }
  return sum / logits.length;
}

/** 1 - sum (y - s)^2 / sum (y - mean y)^2 */
export function rSquared(predictions: ArrayLike<number>, targets: ArrayLike<number>): number {
  let mean = 0;
  for (let n = 0; n < targets.length; n++) mean += targets[n]! / targets.length;
  let [left, all] = [0, 0];
  for (let n = 0; n < targets.length; n++) {
    left += (targets[n]! - predictions[n]!) ** 2;
    all += (targets[n]! - mean) ** 2;
  }
  return 1 - left / all;
}

export interface Reliability {
  /** Equally many examples each, lowest predictions first. */
  readonly bins: readonly {
    readonly examples: number;
    /** Mean predicted probability, and the share that was liked. */
    readonly predicted: number;
    readonly observed: number;
    /** Standard error of `observed`. */
    readonly error: number;
  }[];
  /** Mean distance of prediction and share over the bins (expected calibration error). */
  readonly distance: number;
}

/** Predictions in bins of equal size beside what happened. */
export function reliability(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  count = 10,
): Reliability {
  const order = Array.from({ length: probabilities.length }, (_, n) => n).sort(
    (a, b) => probabilities[a]! - probabilities[b]! || a - b,
  );
  const bins = Array.from({ length: count }, (_, bin) => {
    const start = Math.floor((bin * order.length) / count);
    const end = Math.floor(((bin + 1) * order.length) / count);
    const rows = order.slice(start, end);
    const mean = (of: ArrayLike<number>) =>
      rows.reduce((sum, n) => sum + of[n]!, 0) / Math.max(1, rows.length);
    const observed = mean(labels);
    return {
      examples: rows.length,
      predicted: mean(probabilities),
      observed,
      error: Math.sqrt((observed * (1 - observed)) / Math.max(1, rows.length)),
    };
  }).filter((bin) => bin.examples > 0);
  const distance = bins.reduce(
    (sum, bin) => sum + (bin.examples * Math.abs(bin.predicted - bin.observed)) / order.length,
    0,
  );
  return { bins, distance };
}
