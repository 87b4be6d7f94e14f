// Who is offered for a flight to come. The record holds airlines that have left a route, or flying itself, and
// not every airline in every year.

export const OFFERED = {
  // Since when an airline must have flown at all,
  since: 2018,
  // within how many years of the newest of the record it must have flown the route,
  years: 8,
  // and on how many flights there, to be held against others.
  flights: 30,
}

// Airlines that sell seats on flights of others, under their own name and number, and those others.
const OPERATED_BY = {
  AA: ["MQ", "OH", "OO", "PT", "YV", "YX"],
  AS: ["OO", "QX"],
  DL: ["9E", "OO", "YX"],
  UA: ["C5", "EV", "G7", "OO", "YV", "YX"],
}

// Of airlines on a route, the brands under which several of them fly: [{ brand, carriers }].
export function brandsAmong(carriers) {
  return Object.entries(OPERATED_BY)
    .map(([brand, others]) => ({ brand, carriers: carriers.filter((one) => one === brand || others.includes(one)) }))
    .filter(({ brand, carriers: found }) => found.length > 1 && found.includes(brand))
}

// Who may have sold a seat on a flight: those under whose brands its airline flies, else the airline itself.
export function sellersOf(carrier) {
  const brands = Object.keys(OPERATED_BY).filter((brand) => OPERATED_BY[brand].includes(carrier))
  return brands.length > 0 ? brands : [carrier]
}

// Of the contract's `airlines`, the codes of those that may fly.
export function flyingAirlines(airlines) {
  const flying = Object.entries(airlines).filter(([, { last_year: last, ceased }]) => last >= OFFERED.since && !ceased)
  return new Set(flying.map(([code]) => code))
}

// Of those who ever flew a route, [{ carrier, hours, usual }], those that may fly it.
export function flyersAmong(all, airlines) {
  const flying = flyingAirlines(airlines)
  const newest = Math.max(...Object.values(airlines).map(({ last_year: last }) => last))
  return all.filter(({ carrier, usual }) => flying.has(carrier) && usual.years.at(-1) >= newest - OFFERED.years)
}

// The codes of those that can be held against one another.
export function rivalsAmong(flyers) {
  return flyers.filter(({ usual }) => usual.flights >= OFFERED.flights).map(({ carrier }) => carrier)
}
