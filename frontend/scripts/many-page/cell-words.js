// Numbers and moments in words, each made once: a thousand rows say the same few things over and over.

export class CellWords {
  constructor(words) {
    this.share = remembering((exact) => words.share(exact), nearest)
    this.time = remembering((local) => words.time(local), (local) => local.slice(11))
    this.day = remembering((local) => words.day(local), (local) => local.slice(0, 10))
    this.delay = remembering((minutes) => delayInWords(minutes, words))
  }
}

function remembering(say, keyOf = (value) => value) {
  const said = new Map()
  return (value) => {
    const key = keyOf(value)
    if (!said.has(key)) said.set(key, say(value))
    return said.get(key)
  }
}

// Shares that round to nothing or to everything are told apart from those that are.
function nearest(exact) {
  const whole = Math.round(exact * 100)
  return whole > 0 && whole < 100 ? whole : exact
}

function delayInWords(minutes, words) {
  if (minutes === Infinity) return words.say("many.delay.never")
  return minutes <= 0 ? words.say("many.delay.none") : words.duration(minutes)
}
