// A probability as people count: "about 3 in 10". Counts are judged better than percentages
// (Gigerenzer and Hoffrage 1995), and compared best when there are few denominators.

const TENTHS_ERROR = 0.03

export function frequency(probability) {
  if (probability < 0.005) return { bound: "fewer" }
  if (probability > 0.995) return { bound: "more" }
  // Near the ends a tenth is too coarse: 4 % must read neither "0" nor "1 in 10".
  if (probability < 0.095 || probability > 0.905) return about(probability, 100)
  // 15 % lies between two tenths, and "2 in 10" would overstate it by a third.
  const missed = Math.abs(probability - Math.round(probability * 10) / 10)
  return about(probability, missed > TENTHS_ERROR ? 20 : 10)
}

function about(probability, of) {
  return { bound: "about", count: Math.round(probability * of), of }
}
