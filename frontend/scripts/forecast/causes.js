// Why hours that count are not known, the cause that explains most first.

const CAUSES = ["past", "nowhere", "refused", "failed", "far", "gaps", "unmeasured"]

// `missing` is what Forecast.of() says is missing for a departure.
export function causesOf({ missing }) {
  return CAUSES.filter((name) => missing.some(({ cause }) => cause === name))
}
