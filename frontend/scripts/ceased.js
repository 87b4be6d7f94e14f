// Airlines that are no more: whoever asks about one has its code wrong.

export function hasCeased({ carrier, departure }, contract) {
  return contract?.ceased(carrier.toUpperCase()) < Number(departure.slice(0, 4))
}

export function ceasedWords(flight, contract, words) {
  const carrier = flight.carrier.toUpperCase()
  const year = String(contract.ceased(carrier))
  return words.say("note.ceased", { airline: contract.airlineName(carrier), carrier, year })
}
